import { addCells, EMPTY_CELL, type Cell } from './cell.ts';

/** Cells by site, host and kind. Maps, so that no name of a site can collide with an object's own keys. */
export type SiteRows = Map<string, Map<string, Map<string, Cell>>>;

/** Adds `cell` at its place. Mutates `rows`. */
export function addToRows(rows: SiteRows, site: string, host: string, kind: string, cell: Readonly<Cell>): void {
  let hosts = rows.get(site);
  if (!hosts) rows.set(site, (hosts = new Map<string, Map<string, Cell>>()));
  let kinds = hosts.get(host);
  if (!kinds) hosts.set(host, (kinds = new Map<string, Cell>()));
  kinds.set(kind, addCells(kinds.get(kind) ?? EMPTY_CELL, cell));
}

/** Adds all of `source` to `target`. Mutates `target`. */
export function mergeRows(target: SiteRows, source: SiteRows): void {
  for (const { site, host, kind, cell } of eachRow(source)) addToRows(target, site, host, kind, cell);
}

/** Every cell with its place. The cells are the rows' own, no copies. */
export function* eachRow(rows: SiteRows): Generator<{ site: string; host: string; kind: string; cell: Cell }> {
  for (const [site, hosts] of rows)
    for (const [host, kinds] of hosts) for (const [kind, cell] of kinds) yield { site, host, kind, cell };
}

/** The sum over one site's hosts and kinds. */
export function siteCell(rows: SiteRows, site: string): Cell {
  let sum: Cell = { ...EMPTY_CELL };
  for (const kinds of rows.get(site)?.values() ?? []) for (const cell of kinds.values()) sum = addCells(sum, cell);
  return sum;
}
