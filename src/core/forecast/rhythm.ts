import { ASSUMPTIONS } from './assumptions.ts';
import type { DayBook } from './day-book.ts';
import { supposedHours, usualShare } from './usual-hours.ts';

/** When in a week somebody uses data. */
export type Rhythm = {
  /** Expected use in one hour, as a share of an average day's. */
  shareOf(day: number, hour: number): number;
  /** How well the difference of weekends from weekdays is known: standard deviation of its logarithm. */
  weekendSd: number;
};

/** The rhythm of a user of whom nothing is known. */
export const USUAL_RHYTHM: Rhythm = {
  shareOf: (_day, hour) => usualShare(hour),
  weekendSd: ASSUMPTIONS.weekendSpread,
};

/** 0 = Monday. Day 0 of the epoch was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** Saturday and Sunday, of days as `weekdayOf` takes them. */
export const isWeekend = (day: number): boolean => weekdayOf(day) >= 5;

/**
 * The hour-of-week profile: hours of single days of the week are shrunk towards those of weekdays or weekends, these
 * towards the hours of all days, these towards what is usual, each the more the less was seen. A day counts at most
 * three times an average one, or a single film would become a habit.
 *
 * @param levels average day around each day of the book, bytes; all above 0
 * @param expected share of its day that each day of the book was expected to hold by what is known so far
 * @param variance of day totals, relative to their mean
 */
export function learnRhythm(book: DayBook, levels: Float64Array, expected: Float64Array, variance: number): Rhythm {
  const used = new Float64Array(7 * 24);
  const seen = new Float64Array(7 * 24);
  const ratioSum = new Float64Array(7);
  const ratioDays = new Float64Array(7);
  for (let day = 0; day < book.days; day++) {
    const weekday = weekdayOf(book.firstDay + day);
    const level = levels[day] as number;
    let bytes = 0;
    for (let hour = 0; hour < 24; hour++) bytes += book.bytes[day * 24 + hour] as number;
    const scale = 1 / Math.max(level, bytes / 3);
    for (let hour = 0; hour < 24; hour++) {
      add(used, weekday * 24 + hour, (book.bytes[day * 24 + hour] as number) * scale);
      add(seen, weekday * 24 + hour, book.observedHours[day * 24 + hour] as number);
    }
    add(ratioSum, weekday, Math.min(bytes / level, 3 * (expected[day] as number)));
    add(ratioDays, weekday, expected[day] as number);
  }
  const { factors, weekendSd } = weekdayFactors(ratioSum, ratioDays, variance);
  const hours = hoursOfWeek(used, seen);
  return {
    shareOf: (day, hour) => (hours[weekdayOf(day) * 24 + hour] as number) * (factors[weekdayOf(day)] as number),
    weekendSd,
  };
}

/** Factors of the seven days, averaging 1. */
function weekdayFactors(sums: Float64Array, days: Float64Array, variance: number) {
  const { weekendSpread, weekdaySpread } = ASSUMPTIONS;
  const group = (from: number, to: number) => {
    const seen = days.slice(from, to).reduce((a, b) => a + b, 0);
    return {
      seen,
      log: logMean(
        sums.slice(from, to).reduce((a, b) => a + b, 0),
        seen,
      ),
    };
  };
  const week = group(0, 5);
  const end = group(5, 7);
  const noise = variance / Math.max(week.seen, 0.01) + variance / Math.max(end.seen, 0.01);
  const trust = weekendSpread ** 2 / (weekendSpread ** 2 + noise);
  const difference = trust * (end.log - week.log);
  const logs = Array.from({ length: 7 }, (_, weekday) => {
    const own = days[weekday] as number;
    const parent = weekday < 5 ? week.log : end.log;
    const ownTrust = weekdaySpread ** 2 / (weekdaySpread ** 2 + variance / Math.max(own, 0.01));
    return (weekday < 5 ? 0 : difference) + ownTrust * (logMean(sums[weekday] as number, own) - parent);
  });
  const mean = logs.reduce((sum, log) => sum + Math.exp(log), 0) / 7;
  return { factors: logs.map((log) => Math.exp(log) / mean), weekendSd: weekendSpread * Math.sqrt(1 - trust) };
}

/** Adding a tenth of an average day keeps days without any use from having unlimited weight. */
const logMean = (sum: number, days: number) => Math.log((sum + 0.1) / (days + 0.1));

/** Seven rows of 24 shares, each row adding up to 1. */
function hoursOfWeek(used: Float64Array, seen: Float64Array): Float64Array {
  const { hoursPriorDays, hoursOfKindPriorDays, hoursOfWeekdayPriorDays } = ASSUMPTIONS;
  const all = leanOn(supposedHours(byHour(used), byHour(seen)), hoursPriorDays, used, seen, [0, 1, 2, 3, 4, 5, 6]);
  const kinds = [
    leanOn(all, hoursOfKindPriorDays, used, seen, [0, 1, 2, 3, 4]),
    leanOn(all, hoursOfKindPriorDays, used, seen, [5, 6]),
  ] as const;
  const rows = Array.from({ length: 7 }, (_, weekday) =>
    leanOn(kinds[weekday < 5 ? 0 : 1], hoursOfWeekdayPriorDays, used, seen, [weekday]),
  );
  return Float64Array.from(rows.flat());
}

function leanOn(parent: number[], priorDays: number, used: Float64Array, seen: Float64Array, weekdays: number[]) {
  const shares = parent.map((share, hour) => {
    let bytes = share * priorDays;
    let observed = priorDays;
    for (const weekday of weekdays) {
      bytes += used[weekday * 24 + hour] as number;
      observed += seen[weekday * 24 + hour] as number;
    }
    return bytes / observed;
  });
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / total);
}

function add(to: Float64Array, index: number, value: number): void {
  to[index] = (to[index] as number) + value;
}

/** Sums over the days of the week. */
function byHour(values: Float64Array): number[] {
  return Array.from({ length: 24 }, (_, hour) =>
    values.reduce((sum, value, at) => (at % 24 === hour ? sum + value : sum), 0),
  );
}
