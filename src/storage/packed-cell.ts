import type { Cell } from '../core/cell.ts';
import type { NumberReader, NumberWriter } from './packed-numbers.ts';

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

/** Fills `cell` with what `packCell` wrote: no object for each of half a million. */
export function unpackCell(from: NumberReader, cell: Cell): void {
  cell.down = from.signed();
  cell.up = from.signed();
  const sum = cell.down + cell.up;
  const below = from.signed();
  cell.low = sum - below;
  cell.high = sum + below + from.signed();
  cell.measured = sum - from.signed();
  cell.requests = from.signed();
}
