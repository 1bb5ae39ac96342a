import type { DBSchema } from 'idb';
import type { Alert, AlertMarks } from '../core/alerts.ts';
import type { AutoExport } from '../core/auto-export.ts';
import type { Cell } from '../core/cell.ts';
import type { Plan, Reading } from '../core/contract.ts';
import type { SharingState } from './sharing-store.ts';
import type { StoredSummary, SummaryKey } from './summary.ts';
import type { HoldRecord, HoldSettings } from '../core/hold-book.ts';
import type { MediaPart } from '../core/media-size.ts';
import type { Kind } from '../core/kind.ts';
import type { SiteRows } from '../core/ledger-rows.ts';
import type { SizeKind } from '../core/size-kind.ts';
import type { SizeModelState } from '../core/size-model.ts';
import type { Stop } from '../core/stop.ts';
import type { TimeModelState } from '../core/time-model.ts';
import type { Slot } from '../core/slot.ts';
import type { WifiHours } from '../core/wifi-hours.ts';
import type { Transfer } from '../core/transfer.ts';

/** The database's name. */
export const DATABASE_NAME = 'datagauge';

/** Its version. A new one gets a new migration; an old migration is never edited. */
export const DATABASE_VERSION = 5;

/** Whose a slot's usage is: a plan's, metered before any plan existed, or not metered. */
export type Owner = `plan:${string}` | 'none' | 'unmetered';

/** The usage of one slot of time and one owner. */
export type SlotRecord = { from: number; to: number; owner: Owner; rows: SiteRows };

/** A slot on disk: see `packRows`. */
export type StoredSlot = { from: number; to: number; owner: Owner; packed: Uint8Array<ArrayBuffer> };

/**
 * Usage that an archive brought in, kept apart from what was counted here: `source` numbers the ledgers that archives
 * come from, so that a newer archive of one adds only what is new in it.
 */
export type BroughtSlot = StoredSlot & { source: number };

/** Which ledger a slot belongs to: 0 is this device's own. */
export const sourceOf = (slot: StoredSlot | BroughtSlot): number => ('source' in slot ? slot.source : 0);

/**
 * An archive that was made or brought in. Its digest tells that it is the same one again, and holds no name.
 * `source` 0 is this device's own ledger.
 */
export type ArchiveMark = { digest: string; source: number; exportedAt: number };

/** What of a posting went into one slot. `body` is payload as encoded. */
export type Piece = {
  slot: Slot;
  owner: Owner;
  cell: Cell;
  body: { down: number; up: number };
  /** The user had it forgotten: nothing that is learned of it later changes the ledger. */
  isGone?: true;
};

/**
 * A posted transfer that better evidence may still correct, or one that still grows. Its address is kept as a hash
 * only, and goes when it is settled or old, or minutes after: see `noteOpen`.
 */
export type OpenPosting = {
  id: string;
  /** Where its evidence will be found: see `openKey`. */
  key: string;
  method: string;
  /** Epoch ms of the last that was heard of it. */
  at: number;
  expires: number;
  site: string;
  host: string;
  kind: Kind;
  pieces: Piece[];
  /** Sizes of the bodies as known so far, and what else the wire's cost depends on. */
  transfer: Transfer;
  /** With a Content-Encoding: what the page reads is larger than what came. */
  encoded: boolean;
  /** ms from its response's head to its end, where both were heard of. */
  took?: number;
  /** What it is sized like, where not like others of its kind. */
  sized?: SizeKind;
  /** Its response's size is a guess by what was learned so far: what is learned later of its host makes a better one. */
  isGuess?: true;
  /**
   * Of which of its bodies better evidence is looked for. `timeline`: the document's own timeline can tell; of a
   * response that was aborted it says nothing but zero.
   */
  awaits: { down: boolean; up: boolean; timeline: boolean };
  /** Of a player's request: what of its file the response brings. */
  part?: MediaPart;
};

/** What one flush has changed of the postings that are open: see `noteOpen`. `closed`: ids. */
export type OpenRow = { id: string; opened: readonly OpenPosting[]; closed: readonly string[] };

/** What is set, and what is remembered of the whole. */
export type Settings = {
  active: string | null;
  metered: boolean;
  /** Epoch ms; `null` while metered. */
  unmeteredSince: number | null;
  /** Epoch ms of the first transfer ever counted. */
  countingSince: number | null;
  /** Plans whose figures are not to be corrected by what their readings have taught. */
  uncorrected: readonly string[];
  /** When one is on Wi-Fi, by the device's clock. */
  wifiHours: readonly WifiHours[];
  /** Whether it was such an hour when last looked: only a change turns the switch. */
  wasWifiTime: boolean;
  /** Whether the switch follows what the platform says of the network. */
  followsNetwork: boolean;
  lastNetwork: 'wifi' | 'cellular' | null;
  /** Id of the last plan that an organisation's policy has preset: it is added once, and not again when removed. */
  preset: string | null;
  /** Everything as a file, again and again. */
  autoExport: AutoExport;
  /** When counting was interrupted while data was flowing; the last ones, oldest first. */
  stops: readonly Stop[];
};

/** A reading that was applied to a plan. One that was taken back stays, so that taking it back can be undone. */
export type ReadingRecord = {
  id: string;
  plan: string;
  reading: Reading;
  /** Epoch ms. */
  addedAt: number;
  /** Epoch ms; `null` while it counts. */
  removedAt: number | null;
};

/** An alert that became due. `isShown` is 0 until the browser has taken it: what a stopped worker left is shown later. */
export type AlertRecord = Alert & { isShown: 0 | 1 };

/** Every store, with its keys and values. */
export interface DatagaugeSchema extends DBSchema {
  /** Usage. Key: slot's beginning, owner. */
  slots: { key: [number, Owner]; value: StoredSlot };
  /** Key: slot's beginning, owner, source. */
  brought: { key: [number, Owner, number]; value: BroughtSlot };
  archives: { key: string; value: ArchiveMark };
  /** Old usage once more in short. Index: where the stretch ends. */
  summaries: { key: SummaryKey; value: StoredSummary; indexes: { to: number } };
  /** Names of sites, hosts and kinds by the ids that slots have them under; `null` where one was forgotten. */
  names: { key: number; value: string | null };
  /** How far old slots were folded: epoch ms. */
  folds: { key: 'folded'; value: { hours: number; days: number } };
  plans: { key: string; value: Plan & { addedAt: number } };
  readings: { key: string; value: ReadingRecord };
  settings: { key: 'settings'; value: Settings };
  /** What is remembered of sharing totals with other devices. */
  sharing: { key: 'state'; value: SharingState };
  holds: { key: string; value: HoldRecord };
  holdSettings: { key: 'holds'; value: HoldSettings };
  /** The last batch that each run of the background has flushed: what makes a replayed flush count once. */
  flushes: { key: string; value: { run: string; batch: number; at: number; /** See `Batch`. */ atRisk?: number } };
  openPostings: { key: string; value: OpenRow | OpenPosting };
  /** What was learned of this browser's own transfers; the salt, a text, is that of the addresses' hashes in it. */
  models: { key: 'size' | 'share' | 'time' | 'salt'; value: SizeModelState | TimeModelState | string };
  /** What must be remembered so that no alert is told twice, by plan. */
  alertMarks: { key: string; value: AlertMarks };
  alerts: { key: string; value: AlertRecord; indexes: { isShown: 0 | 1 } };
}
