import { EMPTY_CELL } from '../core/cell.ts';
import { HOUR_MS } from '../core/duration.ts';
import type { Slot } from '../core/slot.ts';
import type { Stop } from '../core/stop.ts';
import { addPostings } from './add-postings.ts';
import type { Connection } from './connection.ts';
import { readNames } from './name-table.ts';
import type { Database } from './open-database.ts';
import { FIRST_SETTINGS } from './plan-store.ts';
import type { Owner } from './schema.ts';

/** Stops remembered; the oldest are forgotten first. */
const MOST_KEPT = 20;

/**
 * Notes on disk that data begins to flow, or has stopped flowing: what a run leaves there when it is killed.
 *
 * @param atRisk wire bytes lost at most if the browser is killed now; `null`: nothing flows
 */
async function noteFlowing(database: Database, run: string, at: number, atRisk: number | null): Promise<void> {
  const transaction = database.transaction('flushes', 'readwrite', { durability: 'relaxed' });
  const { batch } = (await transaction.store.get(run)) ?? { batch: 0 };
  const mark = { run, batch, at };
  await Promise.all([transaction.store.put(atRisk === null ? mark : { ...mark, atRisk }), transaction.done]);
}

/**
 * Finds whether the last run ended while data was flowing, and records it in the ledger: what may be missing since its
 * last note widens the interval of that slot, under no site's name. In one transaction, so that it is recorded once.
 *
 * @param place where usage of an instant (epoch ms) belongs
 */
async function settleStops(database: Database, place: (at: number) => { slot: Slot; owner: Owner }): Promise<void> {
  const transaction = database.transaction(['flushes', 'slots', 'summaries', 'names', 'settings'], 'readwrite');
  const flushes = transaction.objectStore('flushes');
  const settingsStore = transaction.objectStore('settings');
  const marks = (await flushes.getAll()).sort((a, b) => a.at - b.at);
  const last = marks.at(-1);
  const writes: Promise<unknown>[] = [];
  // Earlier runs ended while the browser went on, so a later run received their events.
  for (const { atRisk, ...mark } of marks) if (atRisk !== undefined) writes.push(flushes.put(mark));
  if (last?.atRisk !== undefined) {
    const { at } = last;
    const bytes = Math.round(last.atRisk);
    const settings = { ...FIRST_SETTINGS, ...(await settingsStore.get('settings')) };
    const stops = [...settings.stops, { at: new Date(at).toISOString(), bytes }].slice(-MOST_KEPT);
    writes.push(settingsStore.put({ ...settings, stops }, 'settings'));
    const names = await readNames(database, transaction.objectStore('names'));
    const posting = { ...place(at), site: '', host: '', kind: 'other', cell: { ...EMPTY_CELL, high: bytes } };
    const stores = { slots: transaction.objectStore('slots'), summaries: transaction.objectStore('summaries') };
    await Promise.all(addPostings(stores, names, [posting]));
    writes.push(...names.save(transaction.objectStore('names')));
  }
  await Promise.all([...writes, transaction.done]);
}

/** Records that a new database has replaced one that was lost, and counts from then on. */
async function noteLoss(database: Database, at: number): Promise<void> {
  const transaction = database.transaction('settings', 'readwrite');
  const settings = { ...FIRST_SETTINGS, ...(await transaction.store.get('settings')) };
  const stops = [...settings.stops, { at: new Date(at).toISOString(), bytes: null }].slice(-MOST_KEPT);
  await Promise.all([
    transaction.store.put({ ...settings, countingSince: settings.countingSince ?? at, stops }, 'settings'),
    transaction.done,
  ]);
}

/** Records that bytes were counted and could not be stored; those of the same hour are added up. */
async function noteMissing(database: Database, at: number, bytes: number): Promise<void> {
  const transaction = database.transaction('settings', 'readwrite');
  const settings = { ...FIRST_SETTINGS, ...(await transaction.store.get('settings')) };
  const last = settings.stops.at(-1);
  const isSame = last?.isRefused === true && Math.abs(at - Date.parse(last.at)) < HOUR_MS;
  const stop = {
    at: new Date(at).toISOString(),
    bytes: bytes + (isSame ? (last.bytes ?? 0) : 0),
    isRefused: true as const,
  };
  const stops = [...(isSame ? settings.stops.slice(0, -1) : settings.stops), stop].slice(-MOST_KEPT);
  await Promise.all([transaction.store.put({ ...settings, stops }, 'settings'), transaction.done]);
}

/** The record of interruptions, over a connection. */
export type StopStore = {
  /** See {@link noteFlowing}. */
  note(run: string, at: number, atRisk: number | null): Promise<void>;
  /** See {@link settleStops}. */
  settle(place: (at: number) => { slot: Slot; owner: Owner }): Promise<void>;
  /** See {@link noteLoss}. */
  lose(at: number): Promise<void>;
  /** See {@link noteMissing}. */
  miss(at: number, bytes: number): Promise<void>;
  /** Oldest first. */
  read(): Promise<readonly Stop[]>;
};

/** All of these over a connection. */
export const openStopStore = (connection: Pick<Connection, 'get'>): StopStore => ({
  note: async (run, at, atRisk) => noteFlowing(await connection.get(), run, at, atRisk),
  settle: async (place) => settleStops(await connection.get(), place),
  lose: async (at) => noteLoss(await connection.get(), at),
  miss: async (at, bytes) => noteMissing(await connection.get(), at, bytes),
  read: async () => (await (await connection.get()).get('settings', 'settings'))?.stops ?? [],
});
