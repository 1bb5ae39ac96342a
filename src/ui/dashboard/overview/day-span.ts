import { calendarDays } from '../../../core/calendar-days.ts';
import { DAY_MS } from '../../../core/duration.ts';
import type { Outlook } from '../../../core/outlook.ts';

/**
 * Days shown instead of the period: `WEEK` where that is only a day or two, `MONTH` where it is too long or has no end.
 */
const WEEK = 7;
const MONTH = 31;

/**
 * The days of the chart below the burn-down, epoch ms: those of the period, so that both charts share their columns, or
 * else the last week or month.
 */
export function daySpan(outlook: Outlook, zone: string): { from: number; to: number; isPeriod: boolean } {
  const { from, to, at } = outlook;
  const days = to === null ? Infinity : (to - from) / DAY_MS;
  if (days > 2 && days <= MONTH + 1) return { from, to: to!, isPeriod: true };
  const most = days <= 2 ? WEEK : MONTH;
  const starts = calendarDays(at - most * DAY_MS, at + 1, zone, most);
  return { from: starts[0]!, to: Math.max(at + 1, starts.at(-1)! + DAY_MS), isPeriod: false };
}
