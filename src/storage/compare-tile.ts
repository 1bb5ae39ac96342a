import type { Likeness } from '../core/archive-kin.ts';
import { addCells, EMPTY_CELL, type Cell } from '../core/cell.ts';
import type { ArchiveRow } from './archive-row.ts';
import type { NameTable } from './name-table.ts';
import { openPacked } from './packed-rows.ts';
import { sourceOf } from './schema.ts';
import type { UsageTile } from './usage-tiles.ts';

/** What an archive and the ledgers have in one tile, summed by site, host and kind. */
export type ComparedTile = {
  theirs: ReadonlyMap<string, { cell: Cell; rows: ArchiveRow[] }>;
  /** By source; 0 is this device's own. */
  sources: ReadonlyMap<number, ReadonlyMap<string, Cell>>;
  total: ReadonlyMap<string, Cell>;
  /** By source, the starts of its slots, epoch ms. */
  begins: ReadonlyMap<number, readonly number[]>;
};

const add = (sums: Map<string, Cell>, key: string, cell: Readonly<Cell>) =>
  sums.set(key, addCells(sums.get(key) ?? EMPTY_CELL, cell));

/** Skips slots that are damaged, or whose name has been deleted meanwhile. */
export function compareTile({ rows, slots }: UsageTile, names: Pick<NameTable, 'nameOf'>): ComparedTile {
  const theirs = new Map<string, { cell: Cell; rows: ArchiveRow[] }>();
  for (const row of rows) {
    // No name contains a space.
    const key = `${row.site} ${row.host} ${row.kind}`;
    const found = theirs.get(key);
    if (!found) theirs.set(key, { cell: row.cell, rows: [row] });
    else {
      found.cell = addCells(found.cell, row.cell);
      found.rows.push(row);
    }
  }
  const sources = new Map<number, Map<string, Cell>>();
  const total = new Map<string, Cell>();
  const begins = new Map<number, number[]>();
  for (const slot of slots) {
    const source = sourceOf(slot);
    let sums = sources.get(source);
    if (!sums) sources.set(source, (sums = new Map<string, Cell>()));
    begins.set(source, [...(begins.get(source) ?? []), slot.from]);
    const into = sums;
    openPacked(slot.packed)?.((siteId, hostId, kindId, cell) => {
      const [site, host, kind] = [names.nameOf(siteId), names.nameOf(hostId), names.nameOf(kindId)];
      if (site === null || host === null || kind === null) return;
      add(into, `${site} ${host} ${kind}`, cell);
      add(total, `${site} ${host} ${kind}`, cell);
    });
  }
  return { theirs, sources, total, begins };
}

const FIGURES = ['down', 'up', 'low', 'high', 'measured', 'requests'] as const;

/** Whether two cells have the same figures. */
export const isSameCell = (a: Readonly<Cell>, b: Readonly<Cell>): boolean =>
  FIGURES.every((figure) => a[figure] === b[figure]);

/** Adds one tile's evidence to the likenesses; the own ledger's are under 0. Mutates them. */
export function addLikeness(likenesses: Map<number, Likeness>, { theirs, sources, total }: ComparedTile): void {
  const own = sources.get(0);
  const count = (source: number, ledger: ReadonlyMap<string, Cell>) => {
    const likeness = likenesses.get(source) ?? { shared: 0, same: 0, covered: 0, rows: 0 };
    likenesses.set(source, likeness);
    likeness.rows += ledger.size;
    for (const [key, { cell }] of theirs) {
      const ours = ledger.get(key);
      if (!ours) continue;
      const mine = source === 0 ? own?.get(key) : undefined;
      likeness.shared++;
      if (isSameCell(cell, ours) || (mine && isSameCell(cell, mine))) likeness.same++;
      if (cell.down >= ours.down && cell.up >= ours.up && cell.requests >= ours.requests) likeness.covered++;
    }
  };
  count(0, total);
  for (const [source, ledger] of sources) if (source !== 0) count(source, ledger);
}
