import { clockMinutes } from './clock-minutes.ts';
import type { Span } from './plan-span.ts';
import type { ZoneTime } from './zone-time.ts';

/** The hours of a day in which an allowance may be drawn on; they pass midnight where `to` is not later than `from`. */
export type Hours = { from: string; to: string };

/** The windows that touch `span`, oldest first; each may begin before it and end after it. */
export function hourWindows(hours: Hours, zone: ZoneTime, span: Span): Span[] {
  const from = clockMinutes(hours.from);
  const to = clockMinutes(hours.to);
  const windows: Span[] = [];
  if (span.endMs < span.startMs) return windows;
  for (let day = zone.dayOf(span.startMs) - 1; day <= zone.dayOf(span.endMs); day++) {
    const window = { startMs: zone.clockTime(day, from), endMs: zone.clockTime(to > from ? day : day + 1, to) };
    if (window.endMs > span.startMs && window.startMs <= span.endMs) windows.push(window);
  }
  return windows;
}
