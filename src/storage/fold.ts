import { mergeRows } from '../core/ledger-rows.ts';
import { LONGEST_SLOT_MS } from '../core/slot.ts';
import { readNames } from './name-table.ts';
import type { Database } from './open-database.ts';
import { packRows } from './packed-rows.ts';
import type { Owner, StoredSlot } from './schema.ts';
import { summaryStart } from './summary.ts';
import { unpackRows } from './unpack-rows.ts';

/** Told of a slot, gives what it may be folded with: slots of the same owner and key; `null`: with none. */
export type FoldKeyOf = (slot: { from: number; to: number; owner: Owner }) => string | null;

/**
 * Folds the slots that begin in `from`…`to` (epoch ms) in one transaction: neighbours of the same owner and key become
 * one. Done again it changes nothing.
 *
 * @returns how many slots there are fewer
 */
export async function foldSlots(database: Database, from: number, to: number, keyOf: FoldKeyOf): Promise<number> {
  const transaction = database.transaction(['slots', 'summaries', 'names'], 'readwrite');
  const store = transaction.objectStore('slots');
  const names = await readNames(database, transaction.objectStore('names'));
  const groups = new Map<string, StoredSlot[]>();
  for (const slot of await store.getAll(IDBKeyRange.bound([from], [to], false, true))) {
    const key = keyOf(slot);
    if (key === null) continue;
    const group = groups.get(`${slot.owner} ${key}`);
    if (group) group.push(slot);
    else groups.set(`${slot.owner} ${key}`, [slot]);
  }
  let fewer = 0;
  const writes: Promise<unknown>[] = [];
  for (const group of groups.values()) {
    const first = group[0]!;
    const end = Math.max(...group.map((slot) => slot.to));
    // What reads slots looks back no further than the longest one.
    if (group.length === 1 || end - first.from > LONGEST_SLOT_MS) continue;
    writes.push(transaction.objectStore('summaries').delete(summaryStart(first.from)));
    const rows = unpackRows(first.packed, names);
    for (const slot of group.slice(1)) {
      mergeRows(rows, unpackRows(slot.packed, names));
      writes.push(store.delete([slot.from, slot.owner]));
      writes.push(transaction.objectStore('summaries').delete(summaryStart(slot.from)));
      fewer++;
    }
    writes.push(store.put({ from: first.from, to: end, owner: first.owner, packed: packRows(rows, names.idOf) }));
  }
  await Promise.all([...writes, transaction.done]);
  return fewer;
}

/** How far slots were folded, epoch ms; 0 at first. */
export async function readFolded(database: Database): Promise<{ hours: number; days: number }> {
  return (await database.get('folds', 'folded')) ?? { hours: 0, days: 0 };
}

export async function keepFolded(database: Database, folded: { hours: number; days: number }): Promise<void> {
  await database.put('folds', folded, 'folded');
}

/** Where the first slot from `from` on begins, epoch ms; `null` where there is none. */
export async function readFirstSlot(database: Database, from: number): Promise<number | null> {
  const cursor = await database.transaction('slots').store.openKeyCursor(IDBKeyRange.lowerBound([from]));
  return cursor ? cursor.key[0] : null;
}
