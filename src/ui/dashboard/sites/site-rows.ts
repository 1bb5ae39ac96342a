import type { History, SiteHistory } from '../../../core/history.ts';
import type { ChartTable } from '../../charts/chart-table.ts';
import { bytesPer, pickUnit, type DataUnit } from '../../format/data-unit.ts';
import { dataText, decimalsFor } from '../../format/data-text.ts';
import { numberText } from '../../format/number-text.ts';
import { percentText } from '../../format/percent-text.ts';
import { perMinuteText } from '../../format/per-minute-text.ts';
import { siteName } from '../../popup/site-rows.ts';
import type { Voice } from '../../wording/voice.ts';

/** What a table of sites can be sorted by. */
export type SiteOrder = 'site' | 'bytes' | 'perMinute' | 'measured' | 'requests';

export type SitesRow = {
  site: string;
  name: string;
  rank: number;
  amount: string;
  spread: string;
  share: string;
  perMinute: string;
  measured: string;
  requests: string;
  low: number;
  high: number;
};

export type SitesView = { unit: DataUnit; rows: SitesRow[]; file: ChartTable['file'] };

type Options = { search: string; order: SiteOrder; isRising: boolean; base: 1000 | 1024 };

/** The sites of a history whose names contain `search`, sorted; all amounts in one unit. */
export function sitesView(history: History, { search, order, isRising, base }: Options, voice: Voice): SitesView {
  const [heaviest] = history.sites;
  const largest = heaviest ? heaviest.down + heaviest.up : 0;
  const unit = pickUnit(largest, base);
  const widest = Math.max(1, ...history.sites.map(({ high }) => high));
  const whole = Math.max(1, history.total.down + history.total.up);
  const decimals = decimalsFor(largest / bytesPer(unit, base), unit);
  const figure = (bytes: number) => dataText(bytes, { base, unit, decimals }, voice.language).number;
  const needle = search.trim().toLowerCase();
  const matches = history.sites
    .map((site, rank) => ({ site, rank, name: siteName(site.site, voice) }))
    .filter(({ site, name }) => `${site.site} ${name}`.toLowerCase().includes(needle));
  const sign = isRising ? 1 : -1;
  matches.sort((a, b) => sign * compare(a, b, order, voice) || a.rank - b.rank);
  return {
    unit,
    rows: matches.map(({ site, rank, name }) => ({
      site: site.site,
      name,
      rank,
      amount: figure(site.down + site.up),
      spread: figure(Math.max(0, site.high - site.low) / 2),
      share: percentText((site.down + site.up) / whole, voice.language),
      perMinute: site.perMinute === null ? '–' : perMinuteText(site.perMinute, base, voice),
      measured: percentText(site.measured, voice.language),
      requests: numberText(site.requests, 0, voice.language),
      low: Math.min(1, Math.max(0, site.low) / widest),
      high: Math.min(1, site.high / widest),
    })),
    file: [
      ['site', 'down_bytes', 'up_bytes', 'low_bytes', 'high_bytes', 'measured', 'requests'],
      ...matches.map(({ site }) => [site.site, site.down, site.up, site.low, site.high, site.measured, site.requests]),
    ],
  };
}

type Match = { site: SiteHistory; name: string };

function compare(a: Match, b: Match, order: SiteOrder, voice: Voice): number {
  if (order === 'site') return a.name.localeCompare(b.name, voice.language);
  return valueOf(a.site, order) - valueOf(b.site, order);
}

function valueOf(site: SiteHistory, order: Exclude<SiteOrder, 'site'>): number {
  return order === 'bytes' ? site.down + site.up : (site[order] ?? -1);
}
