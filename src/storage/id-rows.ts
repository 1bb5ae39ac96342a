import type { Cell } from '../core/cell.ts';
import type { CellVisit } from './packed-rows.ts';

/** Cells by the ids of their site, host and kind. */
export type IdRows = Map<number, Map<number, Map<number, Cell>>>;

/** Adds what it is told to `rows`: three years are half a million cells, so no object for each addition. */
export const addingTo =
  (rows: IdRows): CellVisit =>
  (site, host, kind, cell) => {
    let hosts = rows.get(site);
    if (!hosts) rows.set(site, (hosts = new Map<number, Map<number, Cell>>()));
    let kinds = hosts.get(host);
    if (!kinds) hosts.set(host, (kinds = new Map<number, Cell>()));
    const sum = kinds.get(kind);
    if (sum) addInPlace(sum, cell);
    else kinds.set(kind, { ...cell });
  };

/** `sum + cell`. Mutates `sum`. */
export function addInPlace(sum: Cell, cell: Readonly<Cell>): void {
  sum.down += cell.down;
  sum.up += cell.up;
  sum.low += cell.low;
  sum.high += cell.high;
  sum.measured += cell.measured;
  sum.requests += cell.requests;
}

/** Takes away from `rows` what it is told, which must be in there; what nothing is left of goes. */
export const takingFrom =
  (rows: IdRows): CellVisit =>
  (site, host, kind, cell) => {
    const hosts = rows.get(site);
    const kinds = hosts?.get(host);
    const sum = kinds?.get(kind);
    if (!hosts || !kinds || !sum) return;
    sum.down -= cell.down;
    sum.up -= cell.up;
    sum.low -= cell.low;
    sum.high -= cell.high;
    sum.measured -= cell.measured;
    sum.requests -= cell.requests;
    if (sum.requests || sum.down || sum.up || sum.low || sum.high || sum.measured) return;
    kinds.delete(kind);
    if (kinds.size === 0) hosts.delete(host);
    if (hosts.size === 0) rows.delete(site);
  };
