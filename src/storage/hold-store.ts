import { FIRST_HOLD_SETTINGS, type HoldBook } from '../core/hold-book.ts';
import type { Database } from './open-database.ts';

/** All holds by site, and their settings. */
export async function readHoldBook(database: Database): Promise<HoldBook> {
  const transaction = database.transaction(['holds', 'holdSettings']);
  const [records, settings] = await Promise.all([
    transaction.objectStore('holds').getAll(),
    transaction.objectStore('holdSettings').get('holds'),
    transaction.done,
  ]);
  return { records, settings: { ...FIRST_HOLD_SETTINGS, ...settings } };
}

/**
 * Changes the book in one transaction: `change` gets what is on disk, and its result is stored. Concurrent changes by
 * two windows are serialised.
 */
export async function changeHoldBook(database: Database, change: (book: HoldBook) => HoldBook): Promise<HoldBook> {
  const transaction = database.transaction(['holds', 'holdSettings'], 'readwrite');
  const holds = transaction.objectStore('holds');
  const store = transaction.objectStore('holdSettings');
  const [records, stored] = await Promise.all([holds.getAll(), store.get('holds')]);
  const before: HoldBook = { records, settings: { ...FIRST_HOLD_SETTINGS, ...stored } };
  const after = change(before);
  const kept = new Set(after.records.map(({ site }) => site));
  const writes: Promise<unknown>[] = [transaction.done];
  for (const { site } of before.records) if (!kept.has(site)) writes.push(holds.delete(site));
  for (const record of after.records) if (!before.records.includes(record)) writes.push(holds.put(record));
  if (after.settings !== before.settings) writes.push(store.put(after.settings, 'holds'));
  await Promise.all(writes);
  return after;
}
