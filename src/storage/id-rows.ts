import { addInPlace, type Cell } from '../core/cell.ts';
import type { CellVisit } from './packed-rows.ts';

/** Cells by the ids of their site, host and kind. */
export type IdRows = Map<number, Map<number, Map<number, Cell>>>;

/**
 * Returns a visitor that adds each cell to `rows`: for tens of thousands of cells it allocates no object for each and
 * repeats no lookup.
 */
export function addingTo(rows: IdRows): CellVisit {
  let hosts = new Map<number, Map<number, Cell>>();
  let kinds = new Map<number, Cell>();
  let [lastSite, lastHost] = [NaN, NaN];
  return (site, host, kind, cell) => {
    if (site !== lastSite) {
      hosts = childOf(rows, site);
      [lastSite, lastHost] = [site, NaN];
    }
    if (host !== lastHost) {
      kinds = childOf(hosts, host);
      lastHost = host;
    }
    const sum = kinds.get(kind);
    if (sum) addInPlace(sum, cell);
    else kinds.set(kind, { ...cell });
  };
}

function childOf<Child>(map: Map<number, Map<number, Child>>, key: number): Map<number, Child> {
  let child = map.get(key);
  if (!child) map.set(key, (child = new Map<number, Child>()));
  return child;
}

/** Returns a visitor that subtracts each cell from `rows`, where it must be contained; removes what becomes empty. */
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
