import type { Cell } from '../core/cell.ts';
import { signedOf, type NumberWriter } from './packed-numbers.ts';

/**
 * Packs a cell into six numbers. The measured bytes and the lower bound are stored as distances from the sum, small
 * where most was measured; the upper bound as the difference between its distance and the lower's, small where the
 * interval is symmetric. Fractions of a byte are rounded.
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

/** The count of numbers in a packed cell. */
export const CELL_NUMBERS = 6;

/** Fills `cell` with what `packCell` wrote from `at` on, so that tens of thousands need no object each. */
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
