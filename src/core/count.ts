import type { Cell } from './cell.ts';
import type { Count } from './contract.ts';

/** The contract's view of a cell. Nothing used counts as wholly measured. */
export function countOf(cell: Readonly<Cell>): Count {
  const bytes = cell.down + cell.up;
  return {
    down: cell.down,
    up: cell.up,
    low: cell.low,
    high: cell.high,
    measured: bytes === 0 ? 1 : Math.min(1, Math.max(0, cell.measured / bytes)),
    requests: cell.requests,
  };
}
