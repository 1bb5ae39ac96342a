import { EMPTY_CELL, type Cell } from '../core/cell.ts';
import { CELL_NUMBERS, packCell, unpackCell } from './packed-cell.ts';
import { readNumbers, writeNumbers } from './packed-numbers.ts';

/** Called with each cell of a packed slot, in the order packed; names are ids of the database's name table. */
export type CellVisit = (site: number, host: number, kind: number, cell: Cell) => void;

/**
 * Packs a slot's rows: three years of them must fit on a phone, and structured clones of maps and objects take about
 * ten times as much. Layout: for each site its id, then its hosts, then their kinds, then the cell.
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

/** Visits the cells of a packed slot. The cell object is reused for each visit. */
export type PackedRows = (visit: CellVisit) => void;

/** Opens what `packRows` wrote. `null`: it is damaged, and nothing in it is reliable. */
export function openPacked(bytes: Uint8Array): PackedRows | null {
  const numbers = readNumbers(bytes);
  return numbers && isWhole(numbers) ? (visit) => visitAll(numbers, visit) : null;
}

/** Whether its counts match its length: damaged ones could loop for ever. */
function isWhole(numbers: Float64Array): boolean {
  let at = 0;
  for (let sites = numbers[at++]!; sites > 0; sites--) {
    at++;
    for (let hosts = numbers[at++]!; hosts > 0; hosts--) {
      at++;
      at += numbers[at]! * (1 + CELL_NUMBERS) + 1;
      if (!(at <= numbers.length)) return false;
    }
    if (at > numbers.length) return false;
  }
  return at === numbers.length;
}

function visitAll(numbers: Float64Array, visit: CellVisit): void {
  const cell: Cell = { ...EMPTY_CELL };
  let at = 0;
  for (let sites = numbers[at++]!; sites > 0; sites--) {
    const site = numbers[at++]!;
    for (let hosts = numbers[at++]!; hosts > 0; hosts--) {
      const host = numbers[at++]!;
      for (let kinds = numbers[at++]!; kinds > 0; kinds--) {
        const kind = numbers[at++]!;
        unpackCell(numbers, at, cell);
        at += CELL_NUMBERS;
        visit(site, host, kind, cell);
      }
    }
  }
}
