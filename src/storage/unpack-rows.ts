import { addToRows, type SiteRows } from '../core/ledger-rows.ts';
import type { NameTable } from './name-table.ts';
import { openPacked } from './packed-rows.ts';

/** Unpacks rows. Those under a deleted name are left out. `null`: they are damaged. */
export function unpackRows(packed: Uint8Array, names: Pick<NameTable, 'nameOf'>): SiteRows | null {
  const visitAll = openPacked(packed);
  if (!visitAll) return null;
  const rows: SiteRows = new Map();
  visitAll((site, host, kind, cell) => {
    const [siteName, hostName, kindName] = [names.nameOf(site), names.nameOf(host), names.nameOf(kind)];
    if (siteName === null || hostName === null || kindName === null) return;
    addToRows(rows, siteName, hostName, kindName, cell);
  });
  return rows;
}
