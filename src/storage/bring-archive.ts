import type { Archive, Imported } from '../core/contract.ts';
import { readingKey } from '../core/reading-key.ts';
import { bringUsage, type BringTransaction } from './bring-usage.ts';
import type { Database } from './open-database.ts';
import { FIRST_SETTINGS } from './plan-store.ts';

/**
 * Adds what is new in an archive, in one transaction: all of it or nothing.
 *
 * - Must not replace what is there: a plan of the same id, a site's hold, a reading that says the same (also a removed
 *   one) stay as they are; so does the active plan, unless none is.
 * - Must add nothing the second time.
 *
 * @param archive checked by `parseArchive`
 * @param now epoch ms
 * @throws the transaction's error (`QuotaExceededError`, …); nothing was written then.
 */
export async function bringArchive(
  database: Database,
  archive: Archive,
  now: number,
  newId: () => string,
): Promise<Imported> {
  const stores = [
    'slots',
    'brought',
    'archives',
    'summaries',
    'names',
    'folds',
    'plans',
    'readings',
    'holds',
    'settings',
  ] as const;
  const transaction = database.transaction(stores, 'readwrite') as unknown as BringTransaction;
  const done = transaction.done;
  // A request below rejects first; without this the transaction's own rejection would go unhandled.
  done.catch(() => {});
  try {
    const plans = await bringPlans(transaction, archive, now);
    const readings = await bringReadings(transaction, archive, now, newId);
    const holds = await bringHolds(transaction, archive, now);
    const { added: rows, since } = await bringUsage(database, transaction, archive);
    await bringSettings(transaction, archive, since);
    await done;
    const added = plans + readings + holds + rows;
    const all = archive.plans.length + archive.readings.length + archive.holds.length + archive.usage.length;
    return { added, kept: all - added };
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // Already aborted.
    }
    throw error;
  }
}

/** Adds plans with new ids, in the archive's order, after those that are there. */
async function bringPlans(transaction: BringTransaction, archive: Archive, now: number): Promise<number> {
  const store = transaction.objectStore('plans');
  const there = await store.getAll();
  const ids = new Set(there.map(({ id }) => id));
  const fresh = archive.plans.filter(({ id }) => !ids.has(id));
  const next = Math.max(now, ...there.map(({ addedAt }) => addedAt + 1));
  await Promise.all(fresh.map((plan, index) => store.put({ ...plan, addedAt: next + index })));
  return fresh.length;
}

async function bringReadings(
  transaction: BringTransaction,
  archive: Archive,
  now: number,
  newId: () => string,
): Promise<number> {
  const store = transaction.objectStore('readings');
  const there = await store.getAll();
  const keyOf = (plan: string, key: string) => JSON.stringify([plan, key]);
  const known = new Set(there.map(({ plan, reading }) => keyOf(plan, readingKey(reading))));
  const next = Math.max(now, ...there.map(({ addedAt }) => addedAt + 1));
  const writes: Promise<unknown>[] = [];
  for (const { plan, reading: said } of archive.readings) {
    const reading = { ...said, asOf: said.asOf ?? archive.exportedAt };
    const key = keyOf(plan, readingKey(reading));
    if (known.has(key)) continue;
    known.add(key);
    writes.push(store.put({ id: newId(), plan, reading, addedAt: next + writes.length, removedAt: null }));
  }
  await Promise.all(writes);
  return writes.length;
}

async function bringHolds(transaction: BringTransaction, archive: Archive, now: number): Promise<number> {
  const store = transaction.objectStore('holds');
  const known = new Set(await store.getAllKeys());
  const writes: Promise<unknown>[] = [];
  for (const hold of archive.holds) {
    if (known.has(hold.site)) continue;
    known.add(hold.site);
    writes.push(store.put({ ...hold, setAt: now, plan: hold.plan ?? null, embeds: hold.embeds ?? false }));
  }
  await Promise.all(writes);
  return writes.length;
}

/** @param since the start of the first row that was added, epoch ms */
async function bringSettings(transaction: BringTransaction, archive: Archive, since: number): Promise<void> {
  const store = transaction.objectStore('settings');
  const settings = { ...FIRST_SETTINGS, ...(await store.get('settings')) };
  const active = settings.active ?? archive.active;
  const earliest = Math.min(settings.countingSince ?? Infinity, since);
  const countingSince = earliest === Infinity ? null : earliest;
  if (active === settings.active && countingSince === settings.countingSince) return;
  await store.put({ ...settings, active, countingSince }, 'settings');
}
