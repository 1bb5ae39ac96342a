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
  /** The figure without its unit; the heading says the unit once. */
  amount: string;
  /** 0…1 of all that the list sums over. */
  share: number;
  /** One value a calendar day, today last; empty where days say nothing. */
  days: number[];
  held: boolean;
  /** What is no site of its own cannot be held. */
  canHold: boolean;
};

/** The most days that the little bars can tell apart. */
const MOST_DAYS = 10;

/**
 * Days that the little bars stand for, those to come included. A period of a day has none to come: its bars look back.
 * 0 where there is nothing to compare.
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

/** The rows of the list, all in one unit: that of the heaviest. */
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

/** A site's name as people read it; what belongs to no site is called so. */
export function siteName(site: string, { words }: Voice): string {
  if (site === '') return words.noSite;
  return site === PRIVATE_SITE ? words.privateSites : site;
}
