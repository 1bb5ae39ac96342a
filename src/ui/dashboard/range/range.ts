import type { PopupView } from '../../../core/popup-view.ts';
import { currentPeriod } from '../../../core/current-period.ts';
import { MINUTE_MS } from '../../../core/duration.ts';
import { instantOf, wallClock } from '../../format/wall-clock.ts';

/** What stretch of time a section shows. Days as a date field has them, `2026-11-22`, both included. */
export type RangeChoice = 'period' | 'today' | 'week' | 'month' | 'all' | { from: string; to: string };

/** A stretch, and the one of the same length before it where all of that was counted; epoch ms, half-open. */
export type Range = { from: number; to: number; before: { from: number; to: number } | null };

const DAYS = { today: 1, week: 7, month: 30 };

/**
 * The stretch that is meant, up to now. What came before is as long as what has passed of it: half a period is
 * compared with the first half of the one before. A choice of days that makes no sense is `null`.
 */
export function rangeOf(choice: RangeChoice, view: PopupView, zone: string): Range | null {
  const now = Date.parse(view.at);
  const end = Math.floor(now / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
  const since = view.countingSince === null ? now : Date.parse(view.countingSince);
  /** Half of a stretch that nothing was counted in would make any other look twice as large. */
  const counted = (before: { from: number; to: number }) => (before.from < since ? null : before);
  if (choice === 'all') return { from: Math.min(since, now), to: end, before: null };
  if (choice === 'period') {
    if (view.status === null) return rangeOf('all', view, zone);
    const period = currentPeriod(view.status);
    const from = Date.parse(period.from);
    const to = Math.max(from + 1, Math.min(end, period.to === null ? end : Date.parse(period.to)));
    const length = period.to === null ? to - from : Date.parse(period.to) - from;
    return { from, to, before: counted({ from: from - length, to: to - length }) };
  }
  if (typeof choice === 'string') {
    const days = DAYS[choice];
    const from = midnight(now, 1 - days, zone);
    const before = { from: midnight(now, 1 - 2 * days, zone), to: daysLater(end, -days, zone) };
    return { from, to: end, before: counted(before) };
  }
  const [from, last] = [dayStart(choice.from, zone), dayStart(choice.to, zone)];
  if (from === null || last === null || last < from) return null;
  const to = Math.min(end, midnight(last, 1, zone));
  return to <= from ? null : { from, to, before: counted({ from: from - (to - from), to: from }) };
}

/** A stretch as messages have it. */
export function instantsOf({ from, to }: { from: number; to: number }): { from: string; to: string } {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

/** A day's beginning as a date field has it. */
export function dayOf(ms: number, zone: string): string {
  const { year, month, day } = wallClock(ms, zone);
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}

/** Midnight so many days from the day of an instant. */
export function midnight(ms: number, days: number, zone: string): number {
  const { year, month, day } = wallClock(ms, zone);
  return instantOf({ year, month, day: day + days, hour: 0, minute: 0 }, zone);
}

/** The same time by the clock, so many days from an instant of a whole minute: a day may have 23 hours, or 25. */
function daysLater(ms: number, days: number, zone: string): number {
  const { day, ...rest } = wallClock(ms, zone);
  return instantOf({ ...rest, day: day + days }, zone);
}

/** A day's beginning, epoch ms; `null` where the text is no day. */
export function dayStart(text: string, zone: string): number | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  return instantOf({ year, month, day, hour: 0, minute: 0 }, zone);
}
