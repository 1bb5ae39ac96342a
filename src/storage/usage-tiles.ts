import type { ArchiveRow } from './archive-row.ts';
import type { BroughtSlot, Owner, StoredSlot } from './schema.ts';

/** A time range of one owner whose ends neither a row nor a slot crosses. */
export type UsageTile = { rows: ArchiveRow[]; slots: (StoredSlot | BroughtSlot)[] };

/**
 * Splits time at instants that cut neither a row nor a slot. The same usage may be in quarters of an hour here and
 * folded into days there: only the sums over whole tiles can be compared. Tiles without rows are left out.
 */
export function usageTiles(rows: readonly ArchiveRow[], slots: readonly (StoredSlot | BroughtSlot)[]): UsageTile[] {
  type Piece = { from: number; to: number; row?: ArchiveRow; slot?: StoredSlot | BroughtSlot };
  const byOwner = new Map<Owner, Piece[]>();
  const add = (owner: Owner, piece: Piece) => {
    const pieces = byOwner.get(owner);
    if (pieces) pieces.push(piece);
    else byOwner.set(owner, [piece]);
  };
  for (const row of rows) add(row.owner, { from: row.from, to: row.to, row });
  for (const slot of slots) add(slot.owner, { from: slot.from, to: slot.to, slot });
  const tiles: UsageTile[] = [];
  for (const pieces of byOwner.values()) {
    let end = -Infinity;
    let tile: UsageTile | null = null;
    for (const { from, to, row, slot } of pieces.sort((a, b) => a.from - b.from)) {
      if (tile === null || from >= end) tiles.push((tile = { rows: [], slots: [] }));
      end = Math.max(end, to);
      if (row) tile.rows.push(row);
      if (slot) tile.slots.push(slot);
    }
  }
  return tiles.filter((tile) => tile.rows.length > 0);
}
