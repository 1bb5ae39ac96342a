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
import type { Size } from '../core/body-size.ts';
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
 * Usage imported from an archive, kept apart from what was counted here: `source` numbers the ledgers that archives
 * come from, so that a newer archive of the same one adds only what is new in it.
 */
export type BroughtSlot = StoredSlot & { source: number };

/** Which ledger a slot belongs to: 0 is this device's own. */
export const sourceOf = (slot: StoredSlot | BroughtSlot): number => ('source' in slot ? slot.source : 0);

/**
 * An archive that was exported or imported. Its digest identifies it and contains no name. `source` 0 is this device's
 * own ledger.
 */
export type ArchiveMark = { digest: string; source: number; exportedAt: number };

/** The part of a posting in one slot. `body` is payload as encoded. */
export type Piece = {
  slot: Slot;
  owner: Owner;
  cell: Cell;
  body: { down: number; up: number };
  /** The user deleted it: nothing learned later changes the ledger. */
  isGone?: true;
};

/**
 * A posted transfer that better evidence may still correct, or one that still grows. Its address is kept only as a
 * hash, which is deleted when it is settled or old, or minutes after: see `noteOpen`.
 */
export type OpenPosting = {
  id: string;
  /** The key by which its evidence finds it: see `openKey`. */
  key: string;
  method: string;
  /** When it was last heard of, epoch ms. */
  at: number;
  expires: number;
  site: string;
  host: string;
  kind: Kind;
  pieces: Piece[];
  /** Sizes of the bodies as known so far, and what else its wire bytes depend on. */
  transfer: Transfer;
  /** With a Content-Encoding: the page reads more than was transferred. */
  encoded: boolean;
  /** ms from its response's head to its end, where both were seen. */
  took?: number;
  /** The kind that its size is guessed as, where not its own. */
  sized?: SizeKind;
  /** Its response's size is a guess, which is renewed as more is learned of its host. */
  isGuess?: true;
  /**
   * The bodies that better evidence is awaited for. `timeline`: the document's own timeline can tell; for an aborted
   * response it only reports zero.
   */
  awaits: { down: boolean; up: boolean; timeline: boolean };
  /** Its request's body was sent in part: `transfer.up` says how much, at most all of it. */
  isLeftUpload?: true;
  /** Its server answered with an error: what can have been sent of its request's body before that. */
  sentByError?: Size;
  /** Of a player's request: the part of its file that the response carries. */
  part?: MediaPart;
};

/** What one flush changed among the open postings: see `noteOpen`. `closed`: ids. */
export type OpenRow = { id: string; opened: readonly OpenPosting[]; closed: readonly string[] };

/** The user's settings, and other global state. */
export type Settings = {
  active: string | null;
  metered: boolean;
  /** Epoch ms; `null` while metered. */
  unmeteredSince: number | null;
  /** Epoch ms of the first transfer ever counted. */
  countingSince: number | null;
  /** Plans whose figures are not to be corrected by what their readings taught. */
  uncorrected: readonly string[];
  /** When the device is on Wi-Fi, by its clock. */
  wifiHours: readonly WifiHours[];
  /** Whether it was such an hour at the last check: only a change turns the switch. */
  wasWifiTime: boolean;
  /** Whether the switch follows the platform's type of connection. */
  followsNetwork: boolean;
  lastNetwork: 'wifi' | 'cellular' | null;
  /** Id of the last plan that an organisation's policy preset: it is added once, and not again when removed. */
  preset: string | null;
  /** Automatic exports of everything. */
  autoExport: AutoExport;
  /** When counting was interrupted while data was flowing; the last ones, oldest first. */
  stops: readonly Stop[];
};

/** A reading that was applied to a plan. A removed one is kept, so that removing it can be undone. */
export type ReadingRecord = {
  id: string;
  plan: string;
  reading: Reading;
  /** Epoch ms. */
  addedAt: number;
  /** Epoch ms; `null` while it counts. */
  removedAt: number | null;
};

/**
 * An alert that became due. `isShown` is 0 until the browser has shown it: a later run shows what a stopped one left.
 */
export type AlertRecord = Alert & { isShown: 0 | 1 };

/** Every store, with its keys and values. */
export interface DatagaugeSchema extends DBSchema {
  /** Usage. Key: start of the slot, owner. */
  slots: { key: [number, Owner]; value: StoredSlot };
  /** Key: start of the slot, owner, source. */
  brought: { key: [number, Owner, number]; value: BroughtSlot };
  archives: { key: string; value: ArchiveMark };
  /** Summaries of old usage. Index: end of the range. */
  summaries: { key: SummaryKey; value: StoredSummary; indexes: { to: number } };
  /** Names of sites, hosts and kinds by the ids that slots use; `null` where one was deleted. */
  names: { key: number; value: string | null };
  /** How far old slots were folded: epoch ms. */
  folds: { key: 'folded'; value: { hours: number; days: number } };
  plans: { key: string; value: Plan & { addedAt: number } };
  readings: { key: string; value: ReadingRecord };
  settings: { key: 'settings'; value: Settings };
  /** The state of sharing totals with other devices. */
  sharing: { key: 'state'; value: SharingState };
  holds: { key: string; value: HoldRecord };
  holdSettings: { key: 'holds'; value: HoldSettings };
  /** The last batch that each run of the background has flushed: makes a replayed flush count once. */
  flushes: { key: string; value: { run: string; batch: number; at: number; /** See `Batch`. */ atRisk?: number } };
  openPostings: { key: string; value: OpenRow | OpenPosting };
  /** What was learned from this browser's own transfers; the salt, a string, is that of the address hashes in it. */
  models: { key: 'size' | 'share' | 'time' | 'salt'; value: SizeModelState | TimeModelState | string };
  /** What prevents alerts from being shown twice, by plan. */
  alertMarks: { key: string; value: AlertMarks };
  alerts: { key: string; value: AlertRecord; indexes: { isShown: 0 | 1 } };
}
