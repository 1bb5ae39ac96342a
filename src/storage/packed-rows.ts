import { EMPTY_CELL, type Cell } from '../core/cell.ts';
import { CELL_NUMBERS, packCell, unpackCell } from './packed-cell.ts';
import { mustFollow, readNumbers, writeNumbers } from './packed-numbers.ts';

/** Told of each cell of a packed slot, in the order packed; names are ids of the database's name table. */
export type CellVisit = (site: number, host: number, kind: number, cell: Cell) => void;

/**
 * Packs a slot's rows: three years of them must fit on a phone, and structured clones of maps and objects take about
 * ten times as much. For each site its id, then its hosts, then their kinds, then the cell.
 */
export function packRows<Name>(
  rows: ReadonlyMap<Name, ReadonlyMap<Name, ReadonlyMap<Name, Readonly<Cell>>>>,
  idOf: (name: Name) => number,
): Uint8Array<ArrayBuffer> {
  const out = writeNumbers();
  out.count(rows.size);
  for (const [site, hosts] of rows) {
    out.count(idOf(site));
    out.count(hosts.size);
    for (const [host, kinds] of hosts) {
      out.count(idOf(host));
      out.count(kinds.size);
      for (const [kind, cell] of kinds) {
        out.count(idOf(kind));
        packCell(out, cell);
      }
    }
  }
  return out.bytes();
}

/**
 * Visits the cells of a packed slot. The cell is one object, filled anew for each visit.
 *
 * @throws RangeError where it is damaged: its counts speak of more than there is
 */
export function visitPacked(bytes: Uint8Array, visit: CellVisit): void {
  const numbers = readNumbers(bytes);
  const cell: Cell = { ...EMPTY_CELL };
  let at = 0;
  for (let sites = numbers[at++]!; sites > 0; sites--) {
    mustFollow(numbers, at);
    const site = numbers[at++]!;
    for (let hosts = numbers[at++]!; hosts > 0; hosts--) {
      mustFollow(numbers, at);
      const host = numbers[at++]!;
      for (let kinds = numbers[at++]!; kinds > 0; kinds--) {
        mustFollow(numbers, at);
        const kind = numbers[at++]!;
        unpackCell(numbers, at, cell);
        at += CELL_NUMBERS;
        visit(site, host, kind, cell);
      }
    }
  }
}
