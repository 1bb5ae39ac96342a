import { compareDays } from './day-ratios.ts';
import { keepDayBook, type Spell } from './day-book.ts';
import { simulateFutures, type Futures } from './futures.ts';
import { learnRhythm, USUAL_RHYTHM, type Rhythm } from './rhythm.ts';
import { rivalLevels } from './rival-levels.ts';
import type { ZoneClock } from './zone-clock.ts';

/** What a history predicts: days of many futures, and how each day's use is spread over its hours. */
export type LearnedFutures = {
  futures: Futures;
  rhythm: Rhythm;
  /** Bytes of an average day, as of now. */
  perDay: number;
  /** Days since the first use, fractions included. */
  observedDays: number;
};

/** @returns `null` where nothing was used before now */
export function learnFutures(history: readonly Spell[], nowMs: number, clock: ZoneClock): LearnedFutures | null {
  const book = keepDayBook(history, nowMs, clock);
  if (book === null) return null;
  const plain = compareDays(book, USUAL_RHYTHM);
  let days = plain;
  let rhythm = USUAL_RHYTHM;
  // The second round starts from what the first one explained: heavy weekends then no longer count as variance of days.
  for (let round = 0; round < 2; round++) {
    rhythm = learnRhythm(book, days.levels, plain.expected, days.variance * days.clustering);
    days = compareDays(book, rhythm);
  }
  const rivals = rivalLevels(days);
  return {
    futures: simulateFutures(clock.dayOf(nowMs), rivals, days, rhythm),
    rhythm,
    perDay: rivals.reduce((sum, { weight, level }) => sum + weight * level, 0),
    observedDays: book.observedDays,
  };
}
