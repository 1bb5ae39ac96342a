import { kindName } from './kind-name.ts';
import type { Count, Report } from '../../core/contract.ts';
import { bytesPer, pickUnit, type DataUnit, type UnitBase } from '../format/data-unit.ts';
import { dataText, decimalsFor } from '../format/data-text.ts';
import { percentText } from '../format/percent-text.ts';
import { siteName } from '../popup/site-rows.ts';
import type { Voice } from '../wording/voice.ts';

/** A line of the table, or of what a site opens to. */
export type TableRow = {
  key: string;
  name: string;
  amount: string;
  /** Half the width of the interval, in the column's unit. */
  spread: string;
  measured: string;
  /** The bar: solid to the lower bound, hatched to the upper; 0…1 of the heaviest. */
  low: number;
  high: number;
};

export type SiteTableRow = TableRow & { hosts: TableRow[]; kinds: TableRow[] };

export type SiteTable = { unit: DataUnit; rows: SiteTableRow[]; total: TableRow };

/** A report as a table: one unit in all of it, that of the heaviest site. */
export function siteTable(report: Report, base: UnitBase, voice: Voice): SiteTable {
  const heaviest = Math.max(...report.sites.map(({ down, up }) => down + up), 1);
  const top = Math.max(...report.sites.map(({ high }) => high), 1);
  const unit = pickUnit(heaviest, base);
  const decimals = decimalsFor(heaviest / bytesPer(unit, base), unit);
  const row = (key: string, name: string, count: Count): TableRow => {
    const figure = (bytes: number) => dataText(bytes, { base, unit, decimals }, voice.language).number;
    return {
      key,
      name,
      amount: figure(count.down + count.up),
      spread: figure(Math.max(0, count.high - count.low) / 2),
      measured: percentText(count.measured, voice.language),
      low: Math.min(1, count.low / top),
      high: Math.min(1, count.high / top),
    };
  };
  return {
    unit,
    total: row('total', voice.words.dashboard.used, report.total),
    rows: report.sites.map((site) => ({
      ...row(site.site, siteName(site.site, voice), site),
      hosts: site.hosts.map((host) => row(host.host, host.host, host)),
      kinds: Object.entries(site.kinds)
        .sort(([, a], [, b]) => b.down + b.up - (a.down + a.up))
        .map(([kind, count]) => row(kind, kindName(kind, voice), count)),
    })),
  };
}
