import type { Count, Report } from '../../../core/contract.ts';
import { PRIVATE_SITE } from '../../../core/report.ts';
import { bytesPer, pickUnit, type DataUnit } from '../../format/data-unit.ts';
import { dataText, decimalsFor } from '../../format/data-text.ts';
import { percentText } from '../../format/percent-text.ts';
import { siteName } from '../../popup/site-rows.ts';
import { dashboardWords } from '../../wording/dashboard-words.ts';
import type { Voice } from '../../wording/voice.ts';

/** A row of the short table. `rank` decides its colour; it is −1 for sums and for traffic that belongs to no site. */
export type TopRow = {
  key: string;
  name: string;
  rank: number;
  isSum: boolean;
  amount: string;
  spread: string;
  measured: string;
  /** Bounds of the 90 % interval, 0…1 of the longest bar. */
  low: number;
  high: number;
};

export type TopSites = { unit: DataUnit; rows: TopRow[]; total: TopRow };

/** How many sites are shown; the rest are summed up in one row. */
const SHOWN = 9;

/**
 * The heaviest sites of a report, then rows for the remaining sites, for traffic that belongs to no site, and for what
 * a reading says was used outside this browser. The rows add up to what was used.
 *
 * @param outside bytes, as in `PlanStatus`
 */
export function topSites(report: Report, outside: number | null, base: 1000 | 1024, voice: Voice): TopSites {
  const words = dashboardWords(voice);
  const own = report.sites.filter(({ site }) => site !== '');
  const none = report.sites.filter(({ site }) => site === '');
  const shown = own.slice(0, own.length > SHOWN + 1 ? SHOWN : own.length);
  const rest = own.slice(shown.length);
  const widest = Math.max(1, own[0]?.high ?? 0);
  const heaviest = own[0] ? own[0].down + own[0].up : 1;
  const unit = pickUnit(heaviest, base);
  const decimals = decimalsFor(heaviest / bytesPer(unit, base), unit);
  const figure = (bytes: number) => dataText(bytes, { base, unit, decimals }, voice.language).number;
  const row = (key: string, name: string, rank: number, count: Omit<Count, 'requests'>, isSum = false): TopRow => ({
    key,
    name,
    rank,
    isSum,
    amount: figure(count.down + count.up),
    spread: figure(Math.max(0, count.high - count.low) / 2),
    measured: count.down + count.up > 0 ? percentText(count.measured, voice.language) : '–',
    low: Math.min(1, Math.max(0, count.low) / widest),
    high: Math.min(1, count.high / widest),
  });
  const extra = Math.max(0, outside ?? 0);
  const total = { ...report.total, down: report.total.down + extra };
  return {
    unit,
    rows: [
      ...shown.map((site) =>
        row(site.site, siteName(site.site, voice), report.sites.indexOf(site), site, site.site === PRIVATE_SITE),
      ),
      ...(rest.length > 0 ? [row('…', words.overview.moreSites(rest.length), -1, sumOf(rest), true)] : []),
      ...none.map((site) => row('', siteName('', voice), -1, site, true)),
      ...(extra > 0
        ? [
            {
              ...row(
                'outside',
                words.overview.outside,
                -1,
                { down: extra, up: 0, low: extra, high: extra, measured: 0 },
                true,
              ),
              spread: '',
              measured: '–',
            },
          ]
        : []),
    ],
    total: row('total', voice.words.dashboard.used, -1, total, true),
  };
}

function sumOf(counts: readonly Count[]): Omit<Count, 'requests'> {
  const sum = { down: 0, up: 0, low: 0, high: 0, measured: 0 };
  for (const { down, up, low, high, measured } of counts) {
    sum.measured += measured * (down + up);
    sum.down += down;
    sum.up += up;
    sum.low += low;
    sum.high += high;
  }
  const bytes = sum.down + sum.up;
  return { ...sum, measured: bytes > 0 ? sum.measured / bytes : 1 };
}
