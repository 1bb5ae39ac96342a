import type { DBSchema } from 'idb';
import type { Cell } from '../core/cell.ts';
import type { Plan } from '../core/contract.ts';
import type { SiteRows } from '../core/ledger-rows.ts';
import type { WireTransfer } from '../core/wire.ts';

/** The database's name and version. A new version gets a new migration; an old migration is never edited. */
export const DATABASE_NAME = 'datagauge';
export const DATABASE_VERSION = 1;

/** Whose a slot's usage is: a plan's, metered before any plan existed, or not metered. */
export type Owner = `plan:${string}` | 'none' | 'unmetered';

/** The usage of one slot of time and one owner. */
export type SlotRecord = { from: number; to: number; owner: Owner; rows: SiteRows };

/**
 * A posted transfer that better evidence may still correct. Its address is kept as a hash only, and the row goes
 * when it is corrected or old.
 */
export type OpenPosting = {
  id: string;
  key: string;
  at: number;
  expires: number;
  slot: { from: number; to: number; owner: Owner };
  site: string;
  host: string;
  kind: string;
  posted: Cell;
  postedBody: { down: number; up: number };
  bodyUp: number;
  wire: Omit<WireTransfer, 'bodyDown' | 'bodyUp'>;
};

export type Settings = {
  active: string | null;
  metered: boolean;
  /** Epoch ms; `null` while metered. */
  unmeteredSince: number | null;
  /** Epoch ms of the first transfer ever counted. */
  countingSince: number | null;
};

export interface DatagaugeSchema extends DBSchema {
  /** Usage. Key: slot's beginning, owner. */
  slots: { key: [number, Owner]; value: SlotRecord };
  plans: { key: string; value: Plan & { addedAt: number } };
  settings: { key: 'settings'; value: Settings };
  /** The last batch that each run of the background has flushed: what makes a replayed flush count once. */
  flushes: { key: string; value: { run: string; batch: number; at: number } };
  openPostings: { key: string; value: OpenPosting };
}
