import { bankShares } from '../../core/bank-shares.ts';
import type { PlanStatus } from '../../core/contract.ts';
import type { PopupView } from '../../core/popup-view.ts';
import { PRIVATE_SITE } from '../../core/report.ts';
import { bytesPer, pickUnit, type DataUnit, type UnitBase } from '../format/data-unit.ts';
import { dataText, decimalsFor } from '../format/data-text.ts';
import { calendarDays } from '../format/wall-clock.ts';
import type { Voice } from '../wording/voice.ts';

export type SiteRow = {
  site: string;
  name: string;
  /** The amount without its unit, which the heading shows. */
  amount: string;
  /** 0…1 of the total of all sites. */
  share: number;
  /** One value a calendar day, today last; empty: see `PopupSite`. */
  days: number[];
  held: boolean;
  /** False for rows that are not a single site. */
  canHold: boolean;
};

/** The most bars that can be told apart. */
const MOST_DAYS = 10;

/**
 * The number of bars in the rows' bar charts: the days of the plan's period, future ones included; if the period is a
 * single day, the past days of `rows`. 0: there is nothing to compare.
 */
export function barDays(status: PlanStatus, rows: readonly SiteRow[]): number {
  const { from, to } = bankShares(status);
  const zone = status.plan.timeZone;
  const end = to === null ? Date.parse(status.at) : Date.parse(to) - 1;
  const days = calendarDays(Date.parse(from), end, zone) + 1;
  if (days > 1) return Math.min(MOST_DAYS, days);
  const past = Math.max(0, ...rows.map((row) => row.days.length));
  return past > 1 ? past : 0;
}

/** The rows of the list, all in one unit: that of the heaviest site. */
export function siteRows(view: PopupView, base: UnitBase, voice: Voice): { unit: DataUnit; rows: SiteRow[] } {
  const largest = view.sites[0]?.bytes ?? 0;
  const unit = pickUnit(largest, base);
  const decimals = decimalsFor(largest / bytesPer(unit, base), unit);
  const rows = view.sites.map(({ site, bytes, low, high, days, held }) => {
    const spread = bytes > 0 ? Math.max(0, high - low) / 2 / bytes : 0;
    const { number, about } = dataText(bytes, { base, unit, decimals, spread }, voice.language);
    return {
      site,
      name: siteName(site, voice),
      amount: about ? `~${number}` : number,
      share: view.total.bytes > 0 ? Math.min(1, bytes / view.total.bytes) : 0,
      days: days.slice(-MOST_DAYS),
      held,
      canHold: site !== '' && site !== PRIVATE_SITE,
    };
  });
  return { unit, rows };
}

/** A site's name for display, also of traffic that belongs to no site and of private windows. */
export function siteName(site: string, { words }: Voice): string {
  if (site === '') return words.noSite;
  return site === PRIVATE_SITE ? words.privateSites : site;
}
