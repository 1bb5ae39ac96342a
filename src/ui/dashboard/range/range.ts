import type { PopupView } from '../../../core/popup-view.ts';
import { currentPeriod } from '../../../core/current-period.ts';
import { MINUTE_MS } from '../../../core/duration.ts';
import { instantOf, wallClock } from '../../format/wall-clock.ts';

/** What the user has chosen to see. Days are `YYYY-MM-DD`, as in a date field; both are included. */
export type RangeChoice = 'period' | 'today' | 'week' | 'month' | 'all' | { from: string; to: string };

/**
 * A range of time, and the one of the same length before it, `null` where counting began later; epoch ms, half-open.
 */
export type Range = { from: number; to: number; before: { from: number; to: number } | null };

const DAYS = { today: 1, week: 7, month: 30 };

/**
 * The range of a choice, up to now. The range before it has the length that has passed so far: half a period is
 * compared with the first half of the previous one. @returns `null` where the chosen days are invalid
 */
export function rangeOf(choice: RangeChoice, view: PopupView, zone: string): Range | null {
  const now = Date.parse(view.at);
  const end = Math.floor(now / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
  const since = view.countingSince === null ? now : Date.parse(view.countingSince);
  /** A range that was counted only in part would make the present one look too large. */
  const ifCounted = (before: { from: number; to: number }) => (before.from < since ? null : before);
  if (choice === 'all') return { from: Math.min(since, now), to: end, before: null };
  if (choice === 'period') {
    if (view.status === null) return rangeOf('all', view, zone);
    const period = currentPeriod(view.status);
    const from = Date.parse(period.from);
    const to = Math.max(from + 1, Math.min(end, period.to === null ? end : Date.parse(period.to)));
    const length = period.to === null ? to - from : Date.parse(period.to) - from;
    return { from, to, before: ifCounted({ from: from - length, to: to - length }) };
  }
  if (typeof choice === 'string') {
    const days = DAYS[choice];
    const from = midnight(now, 1 - days, zone);
    const before = { from: midnight(now, 1 - 2 * days, zone), to: daysLater(end, -days, zone) };
    return { from, to: end, before: ifCounted(before) };
  }
  const [from, last] = [dayStart(choice.from, zone), dayStart(choice.to, zone)];
  if (from === null || last === null || last < from) return null;
  const to = Math.min(end, midnight(last, 1, zone));
  return to <= from ? null : { from, to, before: ifCounted({ from: from - (to - from), to: from }) };
}

/** A range in ISO 8601, as messages have it. */
export function instantsOf({ from, to }: { from: number; to: number }): { from: string; to: string } {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

/** The day of an instant (epoch ms) as `YYYY-MM-DD`. */
export function dayOf(ms: number, zone: string): string {
  const { year, month, day } = wallClock(ms, zone);
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}

/** Midnight at the start of the day that is `days` days from the day of an instant; epoch ms. */
export function midnight(ms: number, days: number, zone: string): number {
  const { year, month, day } = wallClock(ms, zone);
  return instantOf({ year, month, day: day + days, hour: 0, minute: 0 }, zone);
}

/** The same local time `days` days later, since a day may have 23 or 25 hours. @param ms epoch ms, a whole minute */
function daysLater(ms: number, days: number, zone: string): number {
  const { day, ...rest } = wallClock(ms, zone);
  return instantOf({ ...rest, day: day + days }, zone);
}

/** The start of the day `YYYY-MM-DD`, epoch ms; `null` where the text is not a day. */
export function dayStart(text: string, zone: string): number | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  return instantOf({ year, month, day, hour: 0, minute: 0 }, zone);
}
