import type { Forecast, Usage } from './contract.ts';
import { DAY_MS, HOUR_MS } from './duration.ts';

/** What a plan's forecast is computed from. Instants are epoch ms, all amounts bytes that general traffic cost. */
export type ForecastInput = {
  nowMs: number;
  /** When what `bytes` counts began. */
  sinceMs: number;
  /** Used from `sinceMs` to now, outside this browser included as far as it is known. */
  bytes: number;
  /** Of the whole period so far. */
  used: number;
  /** `null`: unlimited. */
  remaining: number | null;
  /** When the period ends; `null`: it does not. */
  untilMs: number | null;
  timeZone: string;
  /** The usage behind `bytes`, further back too where there is more; computed on demand. */
  history: () => readonly Usage[];
};

/** A way to forecast: see `learnedForecast` and the plain pace. */
export type Forecaster = (input: ForecastInput) => Forecast;

/** Over less time an average says more about the hour than about the user. */
export const LEAST_HISTORY_MS = 6 * HOUR_MS;

/**
 * Variance of one day's total relative to its mean, squared: 0.6 among phone users' days, half as much again because
 * heavy days come together (see ASSUMPTIONS of the forecast).
 */
const DAY_VARIANCE = 0.9;

/** Standard normal value that one future in ten lies above. */
const Z90 = 1.2816;

/** Where a plan has no end, data that lasts this long lasts. */
export const FAR_MS = 3 * 365 * DAY_MS;

/**
 * The average of the period so far, carried on. The range around it is log-normal: the mean of d observed days is off
 * by a relative variance of 0.9 ⁄ d, that of h days ahead by 0.9 ⁄ h, so σ² = ln(1 + 0.9 ⁄ d + 0.9 ⁄ h). It is wide
 * after a morning, and narrows as days come in. Method `none` before six hours were seen.
 */
export const forecastPlan: Forecaster = ({ nowMs, sinceMs, bytes, used, remaining, untilMs }) => {
  const seenMs = nowMs - sinceMs;
  const perDay = seenMs > 0 ? (bytes / seenMs) * DAY_MS : 0;
  const nothing: Forecast = { method: 'none', perDay: Math.round(perDay), atEnd: null, runsOutAt: null };
  if (seenMs < LEAST_HISTORY_MS || (untilMs !== null && untilMs <= nowMs)) return nothing;

  const usedIn = (ms: number, z: number) => {
    const sigma = Math.sqrt(Math.log(1 + DAY_VARIANCE * DAY_MS * (1 / seenMs + 1 / ms)));
    return perDay * (ms / DAY_MS) * Math.exp(z * sigma);
  };
  const limitMs = untilMs === null ? FAR_MS : untilMs - nowMs;
  const atEnd = (z: number) => Math.round(used + usedIn(limitMs, z));

  const runsOut = (z: number): string | null => {
    if (remaining === null || (remaining > 0 && usedIn(limitMs, z) <= remaining)) return null;
    let low = 0;
    let high = limitMs;
    while (remaining > 0 && high - low > 1000) {
      const middle = (low + high) / 2;
      if (usedIn(middle, z) > remaining) high = middle;
      else low = middle;
    }
    return new Date(Math.round(nowMs + (remaining > 0 ? high : 0))).toISOString();
  };
  const [p10, p50] = [runsOut(Z90), runsOut(0)];
  return {
    method: 'pace',
    perDay: Math.round(perDay),
    atEnd: untilMs === null ? null : { p10: atEnd(-Z90), p50: atEnd(0), p90: atEnd(Z90) },
    runsOutAt: p10 === null || p50 === null ? null : { p10, p50, p90: runsOut(-Z90) },
  };
};
