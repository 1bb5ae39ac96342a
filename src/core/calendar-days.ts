import { Temporal } from 'temporal-polyfill';

/**
 * The calendar days of a zone that touch `from`…`to` (epoch ms, half-open): the beginning of each, epoch ms, oldest
 * first, `most` of them at most (the latest). Days are as long as the zone makes them: 23 or 25 hours at a change.
 */
export function calendarDays(from: number, to: number, timeZone: string, most: number): number[] {
  const days: number[] = [];
  let day = Temporal.Instant.fromEpochMilliseconds(Math.max(from, to - 1))
    .toZonedDateTimeISO(timeZone)
    .startOfDay();
  while (days.length < most) {
    days.unshift(day.epochMilliseconds);
    if (day.epochMilliseconds <= from) break;
    day = day.subtract({ days: 1 }).startOfDay();
  }
  return days;
}
