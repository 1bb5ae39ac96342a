import type { Counter } from '../counter.ts';

const PARTS = ['down', 'up', 'downs', 'ups'] as const;

/** A connection's totals by its statistics, at `at` ms of any clock. */
export type Look = Pick<Counter, (typeof PARTS)[number]> & { at: number };

/**
 * What a connection has carried by `now`, if it went on after the last look at the pace between the last two: whole
 * numbers, never less than the last look. A machine that slept carried nothing: no more than `atMostMs` are
 * extrapolated.
 */
export function extrapolate(before: Look, last: Look, now: number, atMostMs: number): Look {
  const share = Math.max(0, Math.min(now - last.at, atMostMs)) / Math.max(1, last.at - before.at);
  const look = { ...last, at: now };
  for (const part of PARTS) look[part] += Math.round(share * Math.max(0, last[part] - before[part]));
  return look;
}
