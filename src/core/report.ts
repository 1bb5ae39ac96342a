import { addInPlace, EMPTY_CELL, type Cell } from './cell.ts';
import type { Report, SiteCount } from './contract.ts';
import { countOf } from './count.ts';
import type { SiteRows } from './ledger-rows.ts';

/** All private windows together: never named, hosts left empty. */
export const PRIVATE_SITE = '(private)';

/** The contract's report over `rows`; sites and hosts heaviest first, names break ties. */
export function reportOf(rows: SiteRows, from: string, to: string): Report {
  const total: Cell = { ...EMPTY_CELL };
  const sites: SiteCount[] = [];
  for (const [site, hosts] of rows) {
    const sum: Cell = { ...EMPTY_CELL };
    const byKind = new Map<string, Cell>();
    const byHost: { host: string; cell: Cell }[] = [];
    for (const [host, kinds] of hosts) {
      const hostSum: Cell = { ...EMPTY_CELL };
      for (const [kind, cell] of kinds) {
        addInPlace(hostSum, cell);
        const kindSum = byKind.get(kind);
        if (kindSum) addInPlace(kindSum, cell);
        else byKind.set(kind, { ...cell });
      }
      byHost.push({ host, cell: hostSum });
      addInPlace(sum, hostSum);
    }
    addInPlace(total, sum);
    byHost.sort((a, b) => heavier(a.cell, b.cell) || (a.host < b.host ? -1 : 1));
    sites.push({
      site,
      ...countOf(sum),
      hosts: site === PRIVATE_SITE ? [] : byHost.map(({ host, cell }) => ({ host, ...countOf(cell) })),
      kinds: Object.fromEntries([...byKind].map(([kind, cell]) => [kind, countOf(cell)])),
    });
  }
  sites.sort((a, b) => heavier(a, b) || (a.site < b.site ? -1 : 1));
  return { version: 1, from, to, total: countOf(total), sites };
}

const heavier = (a: { down: number; up: number }, b: { down: number; up: number }) => b.down + b.up - (a.down + a.up);
