import type { Cell } from '../core/cell.ts';
import { addingTo, addInPlace, type IdRows } from './id-rows.ts';
import type { Database } from './open-database.ts';
import { packRows, visitPacked } from './packed-rows.ts';
import { readFirstSlot } from './read-first-slot.ts';
import { readBoth } from './read-slots.ts';
import type { Owner, StoredSlot } from './schema.ts';
import { packSlotSites, SUMMARY_MS, summaryStart, type SlotOfSites, type StoredSummary } from './summary.ts';

/**
 * Makes the summaries that are missing, each in a transaction of its own: long ones of stretches that lie before `folded`,
 * short ones of the rest before `settled` (epoch ms).
 *
 * @returns how many were made
 */
export async function summarise(database: Database, folded: number, settled: number): Promise<number> {
  const first = await readFirstSlot(database.transaction(['slots', 'brought']), 0);
  if (first === null) return 0;
  const { long, short } = SUMMARY_MS;
  const there = new Set((await database.getAllKeys('summaries')).map(String));
  let made = 0;
  let from = summaryStart(first, long);
  const makeUntil = async (end: number, length: number) => {
    for (; from + length <= end; from += length) {
      if (there.has(String([length, from]))) continue;
      await summariseOne(database, from, length);
      made++;
    }
  };
  await makeUntil(folded, long);
  await makeUntil(settled, short);
  return made;
}

async function summariseOne(database: Database, from: number, length: number): Promise<void> {
  const transaction = database.transaction(['slots', 'brought', 'summaries'], 'readwrite');
  const store = transaction.objectStore('summaries');
  const slots = await readBoth(transaction, from, from + length);
  const writes: Promise<unknown>[] = [store.put({ length, from, owners: summariesOf(from, slots) })];
  // The short ones within a long one have served their time.
  const shorter = IDBKeyRange.bound([SUMMARY_MS.short, from], [SUMMARY_MS.short, from + length], false, true);
  if (length === SUMMARY_MS.long) writes.push(store.delete(shorter));
  await Promise.all([...writes, transaction.done]);
}

function summariesOf(from: number, slots: readonly StoredSlot[]): StoredSummary['owners'] {
  const owners = new Map<Owner, { total: IdRows; slots: SlotOfSites[] }>();
  for (const slot of slots) {
    let sums = owners.get(slot.owner);
    if (!sums) owners.set(slot.owner, (sums = { total: new Map(), slots: [] }));
    const add = addingTo(sums.total);
    const sites = new Map<number, Cell>();
    visitPacked(slot.packed, (site, host, kind, cell) => {
      add(site, host, kind, cell);
      const sum = sites.get(site);
      if (sum) addInPlace(sum, cell);
      else sites.set(site, { ...cell });
    });
    sums.slots.push({ from: slot.from, to: slot.to, sites });
  }
  const idItself = (id: number) => id;
  return [...owners].map(([owner, sums]) => ({
    owner,
    total: packRows(sums.total, idItself),
    sites: packSlotSites(from, sums.slots),
  }));
}
