import { addInPlace, type Cell } from '../core/cell.ts';
import { addingTo, type IdRows } from './id-rows.ts';
import type { Database } from './open-database.ts';
import { openPacked, packRows } from './packed-rows.ts';
import { packSlotSites, type SlotOfSites } from './packed-slot-sites.ts';
import { readFirstSlot } from './read-first-slot.ts';
import { readBoth } from './read-slots.ts';
import type { Owner, StoredSlot } from './schema.ts';
import { SUMMARY_LEVELS, summaryStart, type StoredSummary, type SummaryLevel } from './summary.ts';

/**
 * Builds the missing summaries, each in a transaction of its own: see `SUMMARY_LEVELS`.
 *
 * @param folded before this (epoch ms) slots are folded to days and are not folded any more
 * @param settled before this slots are not written to any more
 * @returns how many ranges were summarised
 */
export async function summarise(database: Database, folded: number, settled: number): Promise<number> {
  const first = await readFirstSlot(database.transaction(['slots', 'brought']), 0);
  if (first === null) return 0;
  const there = new Set((await database.getAllKeys('summaries')).map(String));
  const ends = { folded, settled };
  let made = 0;
  /** Where the longer ones that replace shorter ones end. */
  let begin = -Infinity;
  for (const level of SUMMARY_LEVELS) {
    const { length } = level;
    let from = Math.max(begin, summaryStart(first, length));
    for (; from + length <= ends[level.age]; from += length) {
      if (level.parts.every((part) => there.has(String([part, length, from])))) continue;
      await summariseOne(database, from, level);
      made++;
    }
    if (level.replaces) begin = Math.max(begin, from);
  }
  return made;
}

async function summariseOne(database: Database, from: number, level: SummaryLevel): Promise<void> {
  const { length, parts } = level;
  const transaction = database.transaction(['slots', 'brought', 'summaries'], 'readwrite');
  const store = transaction.objectStore('summaries');
  const sums = sumsOf(await readBoth(transaction, from, from + length));
  const writes: Promise<unknown>[] = parts.map((part) =>
    store.put({ part, length, from, to: from + length, owners: sums.map((one) => packed(one, from, part)) }),
  );
  // Shorter ones within are obsolete.
  for (const shorter of level.replaces ? SUMMARY_LEVELS.slice(SUMMARY_LEVELS.indexOf(level) + 1) : [])
    for (const part of shorter.parts) {
      const within = IDBKeyRange.bound(
        [part, shorter.length, from],
        [part, shorter.length, from + length],
        false,
        true,
      );
      writes.push(store.delete(within));
    }
  await Promise.all([...writes, transaction.done]);
}

type Sums = { owner: Owner; total: IdRows; slots: SlotOfSites[] };

/** Damaged slots are left out, as from every answer. */
function sumsOf(slots: readonly StoredSlot[]): Sums[] {
  const owners = new Map<Owner, Sums>();
  for (const { owner, from, to, packed } of slots) {
    let sums = owners.get(owner);
    if (!sums) owners.set(owner, (sums = { owner, total: new Map(), slots: [] }));
    const add = addingTo(sums.total);
    const sites = new Map<number, Cell>();
    openPacked(packed)?.((site, host, kind, cell) => {
      add(site, host, kind, cell);
      const sum = sites.get(site);
      if (sum) addInPlace(sum, cell);
      else sites.set(site, { ...cell });
    });
    sums.slots.push({ from, to, sites });
  }
  return [...owners.values()];
}

const packed = ({ owner, total, slots }: Sums, from: number, part: StoredSummary['part']) => ({
  owner,
  packed: part === 'total' ? packRows(total, (id) => id) : packSlotSites(from, slots),
});
