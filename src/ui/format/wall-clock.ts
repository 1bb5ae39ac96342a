import { DAY_MS, MINUTE_MS } from '../../core/duration.ts';
import { knownStretch } from './known-zones.ts';

/** Local date and time in some zone; `month` 1…12, `weekday` 0 = Sunday. */
export type WallClock = { year: number; month: number; day: number; hour: number; minute: number; weekday: number };

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * An instant (epoch ms) as local time in an IANA zone, without seconds. Uses the offsets that the background sent, else
 * `Intl`: a calendar library would be too large for the popup.
 */
export function wallClock(instant: number, timeZone: string): WallClock {
  const stretch = knownStretch(timeZone, instant);
  return stretch === undefined ? intlClock(instant, timeZone) : utcClock(instant + stretch.offset);
}

/** An instant (epoch ms) as the device's own local time. */
export function deviceClock(instant: number): WallClock {
  return utcClock(instant - new Date(instant).getTimezoneOffset() * MINUTE_MS);
}

function utcClock(local: number): WallClock {
  const date = new Date(local);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    weekday: date.getUTCDay(),
  };
}

function intlClock(instant: number, timeZone: string): WallClock {
  const part: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(instant)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = part;
  return { year, month, day, hour, minute, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay() };
}

/**
 * The instant (epoch ms) of a local time in a zone; days past a month's end roll over. A time that a clock change skips
 * is read with the offset before the change, and of a time that occurs twice the first is taken (RFC 5545, Temporal's
 * 'compatible').
 */
export function instantOf(wall: Omit<WallClock, 'weekday'>, timeZone: string): number {
  const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);
  // Offset changes are at most hours large and months apart: a day before and a day after lie on both sides of any one.
  const before = asUtc - offsetAt(asUtc - DAY_MS, timeZone);
  if (offsetAt(before, timeZone) === asUtc - before) return before;
  const after = asUtc - offsetAt(asUtc + DAY_MS, timeZone);
  return offsetAt(after, timeZone) === asUtc - after ? after : before;
}

/** The zone's first midnight after an instant; both epoch ms. */
export function nextMidnight(instant: number, timeZone: string): number {
  const { year, month, day } = wallClock(instant, timeZone);
  return instantOf({ year, month, day: day + 1, hour: 0, minute: 0 }, timeZone);
}

/** Calendar days from one instant (epoch ms) to another: 0 = the same day, 1 = the next day. */
export function calendarDays(from: number, to: number, timeZone: string): number {
  return Math.round((utcDay(wallClock(to, timeZone)) - utcDay(wallClock(from, timeZone))) / DAY_MS);
}

function utcDay({ year, month, day }: WallClock): number {
  return Date.UTC(year, month - 1, day);
}

function offsetAt(instant: number, timeZone: string): number {
  const { year, month, day, hour, minute } = wallClock(instant, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(instant / MINUTE_MS) * MINUTE_MS;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US-u-ca-gregory', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    formats.set(timeZone, format);
  }
  return format;
}
