import type { Cell } from '../core/cell.ts';
import type { ArchivedUsage } from '../core/contract.ts';
import { countOf } from '../core/count.ts';
import { epochMs } from '../core/epoch-ms.ts';
import type { Owner } from './schema.ts';

/** A row of an archive's usage in the ledger's form. Instants are epoch ms. */
export type ArchiveRow = {
  from: number;
  to: number;
  owner: Owner;
  site: string;
  host: string;
  kind: string;
  cell: Cell;
};

/** Converts a row to the ledger's form. */
export function archiveRow(usage: ArchivedUsage): ArchiveRow {
  const { plan, site, host, kind, down, up, low, high, measured, requests } = usage;
  return {
    from: epochMs(usage.from),
    to: epochMs(usage.to),
    owner: plan === null ? 'unmetered' : plan === '' ? 'none' : `plan:${plan}`,
    site,
    host,
    kind,
    cell: { down, up, low, high, measured: Math.round(measured * (down + up)), requests },
  };
}

/** Converts a row to the archive's form, in whole bytes as the ledger stores them. */
export function archivedUsage({ from, to, owner, site, host, kind, cell }: ArchiveRow): ArchivedUsage {
  const whole = (value: number) => Math.max(0, Math.round(value));
  const high = whole(cell.high);
  const { down, up, measured } = countOf({ ...cell, down: whole(cell.down), up: whole(cell.up) });
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    plan: owner === 'unmetered' ? null : owner === 'none' ? '' : owner.slice('plan:'.length),
    site,
    host,
    kind,
    down,
    up,
    low: Math.min(high, whole(cell.low)),
    high,
    measured,
    requests: whole(cell.requests),
  };
}
