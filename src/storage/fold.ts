import { mergeRows, type SiteRows } from '../core/ledger-rows.ts';
import { LONGEST_SLOT_MS } from '../core/slot.ts';
import { readNames } from './name-table.ts';
import type { Database } from './open-database.ts';
import { packRows } from './packed-rows.ts';
import { readBoth } from './read-slots.ts';
import { sourceOf, type BroughtSlot, type Owner, type StoredSlot } from './schema.ts';
import { dropSummaries } from './summary.ts';
import { unpackRows } from './unpack-rows.ts';

/** The fold key of a slot: slots of the same owner and key may be folded; `null`: with no other. */
export type FoldKeyOf = (slot: { from: number; to: number; owner: Owner }) => string | null;

/**
 * Folds the slots that begin in `from`…`to` (epoch ms) in one transaction: neighbours of the same owner, source and key
 * become one. Idempotent.
 *
 * @returns by how many slots there are fewer
 */
export async function foldSlots(database: Database, from: number, to: number, keyOf: FoldKeyOf): Promise<number> {
  const transaction = database.transaction(['slots', 'brought', 'summaries', 'names'], 'readwrite');
  const [own, brought] = [transaction.objectStore('slots'), transaction.objectStore('brought')];
  const names = await readNames(database, transaction.objectStore('names'));
  const groups = new Map<string, (StoredSlot | BroughtSlot)[]>();
  for (const slot of await readBoth(transaction, from, to)) {
    const key = keyOf(slot);
    if (key === null) continue;
    const name = JSON.stringify([slot.owner, sourceOf(slot), key]);
    const group = groups.get(name);
    if (group) group.push(slot);
    else groups.set(name, [slot]);
  }
  let fewer = 0;
  const writes: Promise<unknown>[] = [];
  const changed: number[] = [];
  for (const group of groups.values()) {
    if (group.length === 1) continue;
    // Damaged slots stay where they are: their content is unknown.
    const parts = group.map((slot) => ({ slot, rows: unpackRows(slot.packed, names) })).filter(isWhole);
    const [first, ...rest] = parts;
    const end = Math.max(...parts.map(({ slot }) => slot.to));
    // Reading slots looks back no further than the longest one.
    if (!first || rest.length === 0 || end - first.slot.from > LONGEST_SLOT_MS) continue;
    changed.push(...parts.map(({ slot }) => slot.from));
    for (const { slot, rows } of rest) {
      mergeRows(first.rows, rows);
      if ('source' in slot) writes.push(brought.delete([slot.from, slot.owner, slot.source]));
      else writes.push(own.delete([slot.from, slot.owner]));
      fewer++;
    }
    const folded = { ...first.slot, to: end, packed: packRows(first.rows, names.idOf) };
    writes.push('source' in folded ? brought.put(folded) : own.put(folded));
  }
  writes.push(dropSummaries(transaction.objectStore('summaries'), changed));
  await Promise.all([...writes, transaction.done]);
  return fewer;
}

const isWhole = <Slot>(part: { slot: Slot; rows: SiteRows | null }): part is { slot: Slot; rows: SiteRows } =>
  part.rows !== null;

/** How far slots were folded, epoch ms; 0 at first. */
export async function readFolded(database: Database): Promise<{ hours: number; days: number }> {
  return (await database.get('folds', 'folded')) ?? { hours: 0, days: 0 };
}

/** Stores how far slots were folded, epoch ms. */
export async function keepFolded(database: Database, folded: { hours: number; days: number }): Promise<void> {
  await database.put('folds', folded, 'folded');
}
