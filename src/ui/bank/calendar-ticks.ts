import { DAY_MS, HOUR_MS } from '../../core/duration.ts';
import { instantOf, nextMidnight, wallClock, type WallClock } from '../format/wall-clock.ts';
import type { AxisDay, Wording } from '../wording/en.ts';

/**
 * A mark on the top edge. `label` is `''` where its column is too narrow. `before` and `more` stand before and after
 * it, where the page is wide enough.
 */
export type CalendarTick = { at: number; before: string; label: string; more: string; now: boolean };

/** Epoch ms. */
export type Span = { from: number; to: number };

/**
 * A column narrower than this share of a full one has no room for a label; a day's name alone needs only `NARROWEST`.
 */
const NARROW = 0.75;
const NARROWEST = 0.45;
const LABELS = 8;

/**
 * The calendar along the bank's top edge, in the plan's zone: hours for a period of up to two days, days for up to ten,
 * otherwise weeks, or every second or third week where they would not fit. The first tick is the period's start.
 *
 * @param now epoch ms
 */
export function calendarTicks(span: Span, now: number, timeZone: string, words: Wording): CalendarTick[] {
  const days = (span.to - span.from) / DAY_MS;
  const kind = days <= 2 ? 'hours' : days <= 10.5 ? 'days' : 'weeks';
  const starts = kind === 'hours' ? hourStarts(span) : dayStarts(span, timeZone, kind === 'days' ? 1 : weekStep(days));
  const usual =
    kind === 'hours' ? (starts[1] ?? span.to) - span.from : kind === 'days' ? DAY_MS : weekStep(days) * DAY_MS;
  return starts.map((start, i) => {
    const end = starts[i + 1] ?? span.to;
    const { before, name, date } = labelOf(wallClock(start, timeZone), kind, words);
    const wide = (end - start) / usual;
    return {
      at: (start - span.from) / (span.to - span.from),
      before: wide >= NARROW ? before : '',
      label: wide >= (kind === 'days' ? NARROWEST : NARROW) ? name : '',
      more: wide >= NARROW ? date : '',
      now: start <= now && now < end,
    };
  });
}

function labelOf(day: WallClock, kind: 'hours' | 'days' | 'weeks', words: Wording): AxisDay {
  if (kind === 'days') return words.axisDay(day);
  return { before: '', name: kind === 'hours' ? words.hour(day.hour) : words.axisDate(day), date: '' };
}

function hourStarts({ from, to }: Span): number[] {
  const step = Math.max(1, Math.ceil((to - from) / HOUR_MS / LABELS)) * HOUR_MS;
  const starts: number[] = [];
  for (let start = from; start < to; start += step) starts.push(start);
  return starts;
}

function dayStarts({ from, to }: Span, timeZone: string, step: number): number[] {
  const starts = [from];
  const { year, month, day } = wallClock(from, timeZone);
  const first =
    step === 1
      ? nextMidnight(from, timeZone)
      : instantOf({ year, month, day: day + step, hour: 0, minute: 0 }, timeZone);
  for (let next = first, n = 1; next < to; n += 1) {
    starts.push(next);
    next = instantOf({ year, month, day: day + (n + 1) * step, hour: 0, minute: 0 }, timeZone);
  }
  return starts;
}

function weekStep(days: number): number {
  return 7 * Math.ceil(days / 7 / LABELS);
}
