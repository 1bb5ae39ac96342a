import { DAY_MS, MINUTE_MS } from '../duration.ts';
import { zoneTime, type ZoneTime } from '../zone-time.ts';
import type { Stamp, WrittenClock, WrittenDay } from './stamp.ts';

/** An instant, or a whole day (`fromMs`…`ms`, half-open) where no time of day is written. */
export type Moment = { fromMs: number; ms: number };

// The United States alone writes the month first.
const MONTH_FIRST_ZONES = new Set(
  ['New_York', 'Detroit', 'Chicago', 'Denver', 'Boise', 'Phoenix', 'Los_Angeles', 'Anchorage'].map(
    (city) => `America/${city}`,
  ),
);

// Where a date without its year is written as the whole one is, from the large to the small.
const YEAR_FIRST_ZONES = new Set(
  ['Taipei', 'Tokyo', 'Seoul', 'Shanghai', 'Urumqi', 'Harbin', 'Chongqing', 'Pyongyang'].map((city) => `Asia/${city}`),
);

/**
 * Every moment that a written date or time can mean around `nowMs`: one where its year stands there, several where it
 * has to be inferred. Oldest first.
 *
 * @returns `null` where there is no such day or time (31 September, 25:61)
 */
export function momentsOf(stamp: Stamp, nowMs: number, timeZone: string): Moment[] | null {
  const { clock } = stamp;
  if (clock !== undefined && !isClock(clock)) return null;
  const zone = zoneTime(timeZone);
  const days = localDays(stamp.day ?? {}, zone.dayOf(nowMs), isMonthFirst(stamp.day, timeZone));
  if (days.length === 0) return null;
  return days.map((day) => momentOn(day, clock, zone));
}

const isMonthFirst = (day: WrittenDay | undefined, timeZone: string): boolean =>
  MONTH_FIRST_ZONES.has(timeZone) || (day?.year === undefined && YEAR_FIRST_ZONES.has(timeZone));

function isClock({ hour, minute, second }: WrittenClock): boolean {
  return hour <= 24 && minute <= 59 && second <= 60 && (hour < 24 || (minute === 0 && second === 0));
}

function momentOn(day: number, clock: WrittenClock | undefined, zone: ZoneTime): Moment {
  if (clock === undefined) return { fromMs: zone.dayStart(day), ms: zone.dayStart(day + 1) };
  const minutes = clock.hour * 60 + clock.minute;
  const seconds = Math.min(clock.second, 59);
  const minuteMs =
    clock.offsetMinutes === undefined
      ? zone.clockTime(day, minutes)
      : day * DAY_MS + (minutes - clock.offsetMinutes) * MINUTE_MS;
  return { fromMs: minuteMs + seconds * 1000, ms: minuteMs + seconds * 1000 };
}

/** Days since 1970 that a written day can be, oldest first; none where there is no such day. */
function localDays(written: WrittenDay, today: number, isMonthFirst: boolean): number[] {
  const now = new Date(today * DAY_MS);
  if (written.daysFromToday !== undefined) return [today + written.daysFromToday];
  const { year: writtenYear, month, day } = inOrder(written, isMonthFirst);
  const year = writtenYear === undefined ? undefined : commonYear(writtenYear);
  if (written.monthsFromNow !== undefined) {
    return civilDays([now.getUTCFullYear()], now.getUTCMonth() + 1 + written.monthsFromNow, written);
  }
  if (month === undefined && day === undefined) return [today - 1, today, today + 1];
  if (month === undefined)
    return [-1, 0, 1].flatMap((by) => civilDays([now.getUTCFullYear()], now.getUTCMonth() + 1 + by, written));
  if (month < 1 || month > 12) return [];
  if (year !== undefined) return year >= 2000 && year < 2200 ? civilDays([year], month, { ...written, day }) : [];
  const thisYear = now.getUTCFullYear();
  // 29 February comes every fourth year; around 2100 every eighth.
  const years = month === 2 && day === 29 ? 8 : 1;
  const candidates = Array.from({ length: 2 * years + 1 }, (_, index) => thisYear - years + index);
  return civilDays(candidates, month, { ...written, day });
}

/** Thailand counts from the Buddha's death (2569 is 2026), Taiwan from the Republic (115). */
const commonYear = (year: number): number =>
  year >= 2543 && year < 2743 ? year - 543 : year < 200 ? year + 1911 : year;

/** 08/27 can only be the 27th of August; 09/08 depends on the place. */
function inOrder(written: WrittenDay, isMonthFirst: boolean): { year?: number; month?: number; day?: number } {
  const { day, month } = written;
  if (written.isDayFirstAGuess !== true || day === undefined || month === undefined) return written;
  const isSwapped = (month > 12 && day <= 12) || (isMonthFirst && day <= 12);
  return isSwapped ? { ...written, day: month, month: day } : written;
}

/** @param month 1…12; one below or above lies in the year before or after */
function civilDays(
  years: number[],
  month: number,
  { day, isMonthEnd }: { day?: number | undefined; isMonthEnd?: true },
): number[] {
  return years.flatMap((year) => {
    const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
    const written = isMonthEnd ? last : (day ?? NaN);
    return written >= 1 && written <= last ? [Date.UTC(year, month - 1, written) / DAY_MS] : [];
  });
}
