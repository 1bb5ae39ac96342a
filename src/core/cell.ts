/**
 * What the ledger keeps of a set of transfers: sums only, so that cells of any site, host, kind or time add up.
 * `low` and `high` bound `down + up` (90 %). They add up linearly: errors of one browser's estimates share their
 * causes, and a band that shrank with the number of parts would promise what nobody measured.
 */
export type Cell = {
  down: number;
  up: number;
  low: number;
  high: number;
  /** Bytes with exact, declared or observed evidence. */
  measured: number;
  requests: number;
};

/** The neutral element of `addCells`. */
export const EMPTY_CELL: Readonly<Cell> = Object.freeze({ down: 0, up: 0, low: 0, high: 0, measured: 0, requests: 0 });

/** `a + b`. */
export function addCells(a: Readonly<Cell>, b: Readonly<Cell>): Cell {
  return {
    down: a.down + b.down,
    up: a.up + b.up,
    low: a.low + b.low,
    high: a.high + b.high,
    measured: a.measured + b.measured,
    requests: a.requests + b.requests,
  };
}

/** `sum + cell`. Mutates `sum`. */
export function addInPlace(sum: Cell, cell: Readonly<Cell>): void {
  sum.down += cell.down;
  sum.up += cell.up;
  sum.low += cell.low;
  sum.high += cell.high;
  sum.measured += cell.measured;
  sum.requests += cell.requests;
}

/** `a − b`: what has to be added to `b` to make it `a`. */
export function subtractCells(a: Readonly<Cell>, b: Readonly<Cell>): Cell {
  return {
    down: a.down - b.down,
    up: a.up - b.up,
    low: a.low - b.low,
    high: a.high - b.high,
    measured: a.measured - b.measured,
    requests: a.requests - b.requests,
  };
}

/** Whether adding it would change nothing. */
export function isEmptyCell(cell: Readonly<Cell>): boolean {
  return (
    cell.down === 0 && cell.up === 0 && cell.low === 0 && cell.high === 0 && cell.measured === 0 && cell.requests === 0
  );
}
