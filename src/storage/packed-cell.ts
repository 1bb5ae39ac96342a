import type { Cell } from '../core/cell.ts';
import { signedOf, type NumberWriter } from './packed-numbers.ts';

/**
 * Six numbers. What was measured and the lower bound are kept as distances from the sum, which are small where much was
 * measured, and the upper bound by how much farther off it is than the lower: what was measured is off as much
 * either way. Parts of a byte are rounded away.
 */
export function packCell(out: NumberWriter, cell: Readonly<Cell>): void {
  const down = Math.round(cell.down);
  const up = Math.round(cell.up);
  const sum = down + up;
  const low = Math.round(cell.low);
  out.signed(down);
  out.signed(up);
  out.signed(sum - low);
  out.signed(Math.round(cell.high) - sum - (sum - low));
  out.signed(sum - Math.round(cell.measured));
  out.signed(Math.round(cell.requests));
}

/** So many numbers a packed cell is. */
export const CELL_NUMBERS = 6;

/** Fills `cell` with what `packCell` wrote, from the number at `at` on: no object for each of tens of thousands. */
export function unpackCell(numbers: Float64Array, at: number, cell: Cell): void {
  cell.down = signedOf(numbers[at]!);
  cell.up = signedOf(numbers[at + 1]!);
  const sum = cell.down + cell.up;
  const below = signedOf(numbers[at + 2]!);
  cell.low = sum - below;
  cell.high = sum + below + signedOf(numbers[at + 3]!);
  cell.measured = sum - signedOf(numbers[at + 4]!);
  cell.requests = signedOf(numbers[at + 5]!);
}
