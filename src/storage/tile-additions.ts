import { subtractCells, type Cell } from '../core/cell.ts';
import type { ArchiveRow } from './archive-row.ts';
import { isSameCell, type ComparedTile } from './compare-tile.ts';

/**
 * How an archive's rows are merged with those of the same ledger. `all`: they are added. `absent`: what is there stays.
 * `excess`: only what they have more is added. `replace`: they are newer, and replace what is there.
 */
export type Meeting = 'all' | 'absent' | 'excess' | 'replace';

/** What has to be added to ledger `source`, row by row; rows that add nothing are left out. */
export function tileAdditions(tile: ComparedTile, source: number, meeting: Meeting): ArchiveRow[] {
  const ledger = source === 0 ? tile.total : tile.sources.get(source);
  const additions: ArchiveRow[] = [];
  for (const [key, { cell, rows }] of tile.theirs) {
    const ours = meeting === 'all' ? undefined : ledger?.get(key);
    // Not spread: a slot of an archive may have more rows than a call may have arguments.
    if (!ours) for (const row of rows) additions.push(row);
    else if (meeting !== 'absent' && !isSameCell(cell, ours)) {
      const last = rows.at(-1)!;
      const more = subtractCells(cell, ours);
      // Where the two are cut differently, it is unknown in which part the figures were corrected downwards.
      const begins = tile.begins.get(source) ?? [];
      const isWhole = meeting === 'replace' && rows.length === 1 && begins.length === 1 && begins[0] === last.from;
      const delta = isWhole ? more : atLeastNothing(more);
      if (delta.down !== 0 || delta.up !== 0 || delta.requests !== 0) additions.push({ ...last, cell: delta });
    }
  }
  return additions;
}

function atLeastNothing(cell: Cell): Cell {
  const { down, up, low, high, measured, requests } = cell;
  const figures = [down, up, low, high, measured, requests].map((value) => Math.max(0, value));
  const [d = 0, u = 0, l = 0, h = 0, m = 0, r = 0] = figures;
  return { down: d, up: u, low: l, high: h, measured: m, requests: r };
}
