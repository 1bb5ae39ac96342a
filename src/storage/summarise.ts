import type { Cell } from '../core/cell.ts';
import { readFirstSlot } from './fold.ts';
import { addingTo, addInPlace, type IdRows } from './id-rows.ts';
import type { Database } from './open-database.ts';
import { packRows, visitPacked } from './packed-rows.ts';
import { readBoth } from './read-slots.ts';
import type { Owner, StoredSlot } from './schema.ts';
import { packSlotSites, SUMMARY_MS, summaryStart, type SlotOfSites, type StoredSummary } from './summary.ts';

/**
 * Makes the summaries that are missing of stretches which lie before `to` (epoch ms), each in a transaction of its own.
 *
 * @returns how many were made
 */
export async function summarise(database: Database, to: number): Promise<number> {
  const first = await readFirstSlot(database, 0);
  if (first === null) return 0;
  const there = new Set(await database.getAllKeys('summaries'));
  let made = 0;
  for (let from = summaryStart(first); from + SUMMARY_MS <= to; from += SUMMARY_MS) {
    if (there.has(from)) continue;
    await summariseOne(database, from);
    made++;
  }
  return made;
}

async function summariseOne(database: Database, from: number): Promise<void> {
  const transaction = database.transaction(['slots', 'brought', 'summaries'], 'readwrite');
  const slots = await readBoth(transaction, from, from + SUMMARY_MS);
  await Promise.all([transaction.objectStore('summaries').put(summaryOf(from, slots)), transaction.done]);
}

function summaryOf(from: number, slots: readonly StoredSlot[]): StoredSummary {
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
  return {
    from,
    owners: [...owners].map(([owner, sums]) => ({
      owner,
      total: packRows(sums.total, idItself),
      sites: packSlotSites(from, sums.slots),
    })),
  };
}
