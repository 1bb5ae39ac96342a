import { kindName } from '../kind-name.ts';
import type { Report } from '../../../core/contract.ts';
import type { ChartTable } from '../../charts/chart-table.ts';
import { dataText } from '../../format/data-text.ts';
import { pickUnit } from '../../format/data-unit.ts';
import { NBSP } from '../../format/percent-text.ts';
import { siteName } from '../../popup/site-rows.ts';
import { dashboardWords } from '../../wording/dashboard-words.ts';
import type { Voice } from '../../wording/voice.ts';
import { siteTree, type TreeNode } from './site-tree.ts';

export type MapView = { tree: TreeNode; table: ChartTable; amount: (bytes: number) => string; total: string };

/** A report as a map of sites and hosts, with its table; all amounts in one unit. */
export function mapView(report: Report, base: 1000 | 1024, voice: Voice): MapView {
  const words = dashboardWords(voice);
  const heaviest = report.sites[0];
  const unit = pickUnit(heaviest ? heaviest.down + heaviest.up : 0, base);
  const amount = (bytes: number) => dataText(bytes, { base, unit }, voice.language).number;
  const total = dataText(report.total.down + report.total.up, { base }, voice.language);
  const site = (name: string) => siteName(name, voice);
  const hosts = report.sites.flatMap((one) =>
    (one.hosts.length > 0 ? one.hosts : [{ ...one, host: '' }]).map((host) => ({ site: one.site, ...host })),
  );
  return {
    tree: siteTree(report, { site, others: words.others }),
    amount,
    total: total.number + NBSP + total.unit,
    table: {
      columns: [voice.words.dashboard.site, words.host, unit],
      rows: hosts.map((one) => [site(one.site), one.host, amount(one.down + one.up)]),
      file: [
        ['site', 'host', 'down_bytes', 'up_bytes', 'requests'],
        ...hosts.map(({ site: name, host, down, up, requests }) => [name, host, down, up, requests]),
      ],
    },
  };
}

/** A site's hosts as a map. @param rank the site's rank in the report, for its colour */
export function siteView(site: Report['sites'][number], rank: number, base: 1000 | 1024, voice: Voice): MapView {
  const hosts = site.hosts.map(({ host, down, up }) => ({ key: host, name: host, bytes: down + up }));
  return flatView(site, hosts, dashboardWords(voice).host, rank, base, voice);
}

/** A site's kinds of traffic as a map, heaviest first. @param rank as for `siteView` */
export function kindView(site: Report['sites'][number], rank: number, base: 1000 | 1024, voice: Voice): MapView {
  const kinds = Object.entries(site.kinds)
    .map(([kind, { down, up }]) => ({ key: kind, name: kindName(kind, voice), bytes: down + up }))
    .sort((a, b) => b.bytes - a.bytes);
  return flatView(site, kinds, dashboardWords(voice).kind, rank, base, voice);
}

function flatView(
  site: Report['sites'][number],
  parts: { key: string; name: string; bytes: number }[],
  column: string,
  rank: number,
  base: 1000 | 1024,
  voice: Voice,
): MapView {
  const unit = pickUnit(parts[0]?.bytes ?? 0, base);
  const amount = (bytes: number) => dataText(bytes, { base, unit }, voice.language).number;
  const total = dataText(site.down + site.up, { base }, voice.language);
  return {
    tree: { key: '', name: '', bytes: site.down + site.up, rank, children: parts.map((part) => ({ ...part, rank })) },
    amount,
    total: total.number + NBSP + total.unit,
    table: {
      columns: [column, unit],
      rows: parts.map(({ name, bytes }) => [name, amount(bytes)]),
      file: [['name', 'bytes'], ...parts.map(({ key, bytes }) => [key, bytes])],
    },
  };
}
