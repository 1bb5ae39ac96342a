import { Temporal } from 'temporal-polyfill';
import { DAY_MS, HOUR_MS } from './duration.ts';
import { MEMORY_DAYS, type Spell } from './forecast/day-book.ts';
import { createFutureTotals, HORIZON_DAYS, type FutureTotals } from './forecast/future-totals.ts';
import { PATHS } from './forecast/futures.ts';
import { instantMs } from './forecast/instant-ms.ts';
import { learnFutures } from './forecast/learn-futures.ts';
import { createZoneClock } from './forecast/zone-clock.ts';

/** Bytes: one future in ten stays below `p10`, one in two below `p50`, one in ten goes above `p90`. */
export type Range = { p10: number; p50: number; p90: number };

/** What was learned from usage, ready to be asked. */
export type Forecaster = {
  /** `none`: nothing was used yet; `pace`: too little to know when in a week; `profile`: by hours of the week. */
  method: 'none' | 'pace' | 'profile';
  /** Bytes of an average day, as of now. */
  perDay: number;
  /** Days since the first use, fractions included, 26 weeks at most; 0 where nothing was used yet. */
  historyDays: number;
  /** Bytes from now to an instant; zeros where it is not ahead. Never less for a later instant. */
  totalUntil(until: string): Range;
  /**
   * When `remainingBytes` are used up: in one future of ten by `p10`, in one of two by `p50`, in nine by `p90`.
   * `null` where they last until then in half of the futures; `p90` is `null` where they do in one of ten.
   */
  runsOutAt(remainingBytes: number, until: string): { p10: string; p50: string; p90: string | null } | null;
  /** Bytes from now, every `stepHours` (above 0) and at `until` itself. Empty where `until` is not ahead. */
  path(until: string, stepHours: number): ({ at: string } & Range)[];
};

/** From here on the profile has seen every day of the week. */
const PROFILE_DAYS = 7;
const LOW = Math.round(0.1 * (PATHS - 1));
const MIDDLE = (PATHS - 1) / 2;
const HIGH = PATHS - 1 - LOW;

/**
 * Bytes from now to `until`, with the range that eight futures in ten fall in.
 *
 * @param history what was used before `now`, in any order; time without a spell after the first one was free of use
 * @param now ISO 8601 instant, as is `until`
 * @param timeZone IANA; whose days and hours the user lives by
 * @throws RangeError where an instant or the zone cannot be read
 */
export function forecast(
  history: readonly Spell[],
  now: string,
  until: string,
  timeZone: string,
): { perDay: number; total: Range } {
  const forecaster = createForecaster(history, now, timeZone);
  return { perDay: forecaster.perDay, total: forecaster.totalUntil(until) };
}

/** As {@link forecast}, for several questions about the same futures: their answers agree with each other. */
export function createForecaster(history: readonly Spell[], now: string, timeZone: string): Forecaster {
  const nowMs = instantMs(now);
  const clock = createZoneClock(timeZone, nowMs - MEMORY_DAYS * DAY_MS, nowMs + (HORIZON_DAYS + 1) * DAY_MS);
  const learned = learnFutures(history, nowMs, clock);
  if (learned === null) return { method: 'none', perDay: 0, historyDays: 0, ...answersFrom(NOTHING, nowMs) };
  const { futures, rhythm, perDay, observedDays } = learned;
  return {
    method: observedDays < PROFILE_DAYS ? 'pace' : 'profile',
    perDay,
    historyDays: observedDays,
    ...answersFrom(createFutureTotals(futures, rhythm, clock, nowMs), nowMs),
  };
}

const NOTHING: FutureTotals = {
  until: () => new Float64Array(PATHS),
  crossings: (bytes) => new Float64Array(PATHS).fill(bytes <= 0 ? -Infinity : Infinity),
};

function answersFrom(totals: FutureTotals, nowMs: number): Pick<Forecaster, 'totalUntil' | 'runsOutAt' | 'path'> {
  const range = (ms: number): Range => {
    const sorted = totals.until(ms);
    return { p10: sorted[LOW] as number, p50: sorted[MIDDLE] as number, p90: sorted[HIGH] as number };
  };
  return {
    totalUntil: (until) => range(instantMs(until)),
    runsOutAt(remainingBytes, until) {
      const sorted = totals.crossings(remainingBytes, instantMs(until));
      const at = (rank: number) => iso(Math.max(nowMs, Math.ceil(sorted[rank] as number)));
      if (sorted[MIDDLE] === Infinity) return null;
      return { p10: at(LOW), p50: at(MIDDLE), p90: sorted[HIGH] === Infinity ? null : at(HIGH) };
    },
    path(until, stepHours) {
      if (!(stepHours > 0)) throw new RangeError(`a path needs steps, not ${stepHours} hours`);
      const untilMs = instantMs(until);
      const stepMs = stepHours * HOUR_MS;
      const points: ({ at: string } & Range)[] = [];
      for (let ms = nowMs + stepMs; ms < untilMs; ms += stepMs) points.push({ at: iso(ms), ...range(ms) });
      if (untilMs > nowMs) points.push({ at: iso(untilMs), ...range(untilMs) });
      return points;
    },
  };
}

const iso = (ms: number) => Temporal.Instant.fromEpochMilliseconds(Math.round(ms)).toString();
