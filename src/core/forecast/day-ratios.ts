import { ASSUMPTIONS } from './assumptions.ts';
import type { DayBook } from './day-book.ts';
import type { Rhythm } from './rhythm.ts';

/** The days of a book compared with what a rhythm predicts for them. Arrays run from the book's first day to today. */
export type DayRatios = {
  totals: Float64Array;
  /** Share of its day that was observed and expected; 1 for a whole average day. */
  expected: Float64Array;
  /** Average day around each day, bytes. */
  levels: Float64Array;
  /** Days of which enough was seen, against the level around them; oldest first, averaging 1. */
  ratios: number[];
  /** Variance of a day's total relative to its mean, shrunk towards the usual one. */
  variance: number;
  /** How well that is known: standard deviation of its logarithm. */
  varianceSd: number;
  /** Variance of several days' mean, as a multiple of what it would be if days were independent. */
  clustering: number;
};

const RATIO_MEMORY_DAYS = 56;
const ENOUGH_OF_A_DAY = 0.4;
const LEAST_VARIANCE = 0.01;

/** Estimates from few days are shrunk towards `ASSUMPTIONS`: a book of no days has their variance. */
export function compareDays(book: DayBook, rhythm: Rhythm): DayRatios {
  const totals = new Float64Array(book.days);
  const expected = new Float64Array(book.days);
  for (let day = 0; day < book.days; day++) {
    for (let hour = 0; hour < 24; hour++) {
      const index = day * 24 + hour;
      totals[day] = (totals[day] as number) + (book.bytes[index] as number);
      const share = rhythm.shareOf(book.firstDay + day, hour) * (book.observedHours[index] as number);
      expected[day] = (expected[day] as number) + share;
    }
  }
  const levels = levelsAround(totals, expected);
  const recent: number[] = [];
  let squares = 0;
  let counted = 0;
  for (let day = Math.max(0, book.days - RATIO_MEMORY_DAYS); day < book.days; day++) {
    const share = expected[day] as number;
    if (share < ENOUGH_OF_A_DAY) continue;
    const ratio = (totals[day] as number) / share / (levels[day] as number);
    recent.push(ratio);
    squares += (Math.min(ratio, 8) - 1) ** 2;
    counted++;
  }
  const mean = recent.reduce((sum, ratio) => sum + ratio, 0) / recent.length || 1;
  const { dayVariance, dayVariancePriorDays, varianceSpread } = ASSUMPTIONS;
  // The level around a day contains the day itself, as a mean does its sample: one degree of freedom is spent.
  const own = Math.max(0, counted - 1);
  // Shrunk on the logarithm: spreads differ between users by factors.
  const ownLog = own > 0 ? Math.log(squares / own + LEAST_VARIANCE) : 0;
  const logVariance = (dayVariancePriorDays * Math.log(dayVariance) + own * ownLog) / (dayVariancePriorDays + own);
  return {
    totals,
    expected,
    levels,
    ratios: recent.map((ratio) => ratio / mean),
    variance: Math.exp(logVariance),
    varianceSd: varianceSpread * Math.sqrt(dayVariancePriorDays / (dayVariancePriorDays + own)),
    clustering: clusteringOf(recent, mean),
  };
}

const RUN_DAYS = 3;

/** From the variance of means of consecutive days against that of single ones; at least 1. */
function clusteringOf(ratios: number[], mean: number): number {
  const { clustering, clusteringPriorDays } = ASSUMPTIONS;
  const off = ratios.map((ratio) => Math.min(ratio / mean, 8) - 1);
  let singles = 0;
  let runs = 0;
  for (let last = RUN_DAYS - 1; last < off.length; last++) {
    const run = off.slice(last - RUN_DAYS + 1, last + 1);
    runs += run.reduce((a, b) => a + b, 0) ** 2;
    singles += run.reduce((sum, value) => sum + value ** 2, 0);
  }
  const own = singles > 0 ? runs / singles : clustering;
  const days = Math.max(0, off.length - RUN_DAYS);
  return Math.max(1, (clusteringPriorDays * clustering + days * own) / (clusteringPriorDays + days));
}

/** Weighted both ways in time, and never zero: a tenth of a day of the overall mean is mixed in. */
function levelsAround(totals: Float64Array, expected: Float64Array): Float64Array {
  const keep = 0.5 ** (1 / ASSUMPTIONS.levelAroundHalfLife);
  const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
  const overall = sum(totals) / (sum(expected) + ASSUMPTIONS.headStartDays);
  const bytes = new Float64Array(totals.length).fill(0.1 * overall);
  const shares = new Float64Array(totals.length).fill(0.1);
  const sweep = (order: number[], ownToo: boolean) => {
    let pastBytes = 0;
    let pastShare = 0;
    for (const day of order) {
      const total = totals[day] as number;
      const share = expected[day] as number;
      bytes[day] = (bytes[day] as number) + pastBytes * keep + (ownToo ? total : 0);
      shares[day] = (shares[day] as number) + pastShare * keep + (ownToo ? share : 0);
      pastBytes = pastBytes * keep + total;
      pastShare = pastShare * keep + share;
    }
  };
  const forward = Array.from(totals, (_, day) => day);
  sweep(forward, true);
  sweep(forward.toReversed(), false);
  return bytes.map((value, day) => value / (shares[day] as number));
}
