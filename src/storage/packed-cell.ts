import type { Cell } from '../core/cell.ts';
import type { NumberReader, NumberWriter } from './packed-numbers.ts';

/**
 * Six numbers. The bounds and what was measured are kept as distances from the sum, which are small where much was
 * measured. Parts of a byte are rounded away.
 */
export function packCell(out: NumberWriter, cell: Readonly<Cell>): void {
  const down = Math.round(cell.down);
  const up = Math.round(cell.up);
  out.signed(down);
  out.signed(up);
  out.signed(down + up - Math.round(cell.low));
  out.signed(Math.round(cell.high) - down - up);
  out.signed(down + up - Math.round(cell.measured));
  out.signed(Math.round(cell.requests));
}

/** Fills `cell` with what `packCell` wrote: no object for each of half a million. */
export function unpackCell(from: NumberReader, cell: Cell): void {
  cell.down = from.signed();
  cell.up = from.signed();
  const sum = cell.down + cell.up;
  cell.low = sum - from.signed();
  cell.high = sum + from.signed();
  cell.measured = sum - from.signed();
  cell.requests = from.signed();
}
