import type { Comparison } from './compare-reading.ts';

/** How a carrier's counting differs from ours. */
export type Correction = {
  /** Billable bytes ÷ measured bytes; 1 until enough is known. */
  factor: number;
  /** How many readings support it. */
  readings: number;
};

/**
 * A carrier also counts what is lost on the air and sent again: 5 to 7 % too much was measured on phones in 2012, more
 * on a weak signal. It counts less than we do by no more than our own model of the wire may be off.
 */
export const LEAST_FACTOR = 0.97;

/** See `LEAST_FACTOR`. */
export const MOST_FACTOR = 1.1;

/** Beyond these ratios a difference is other programs' traffic or a slip, not a way of counting. */
const LEAST_RATIO = 0.9;
const MOST_RATIO = 1.25;

/** Below it, a figure rounded to ten megabytes says nothing about per cents. Bytes. */
const LEAST_BYTES = 100e6;
/** An increment of this many bytes or more counts as one whole. */
const WHOLE_BYTES = 500e6;
/**
 * The weight of 'no difference' before any reading, in whole increments: three of these move the factor three fifths of
 * the way.
 */
const PRIOR = 2;
/** The least number of readings before the factor applies. */
export const LEAST_READINGS = 3;

/**
 * Learns by how much the carrier counts more than we do, from what both added between one reading and the next of the
 * same period. So what was used before counting began, and what was missed once, do not matter; what other programs add
 * all the time is left out as far as it can be told. Slow: shrunk towards 1. Off (a factor of 1) until three readings
 * support it.
 *
 * @param countingSinceMs when counting began, epoch ms: a period that began later is known from its own beginning
 */
export function learnCorrection(comparisons: readonly Comparison[], countingSinceMs: number): Correction {
  const speaking = new Set<number>();
  let weights = PRIOR;
  let sum = 0;
  for (const { from, to, ours, said } of increments(comparisons, countingSinceMs)) {
    if (!(ours >= LEAST_BYTES)) continue;
    const ratio = said / ours;
    if (!(ratio >= LEAST_RATIO && ratio <= MOST_RATIO)) continue;
    const weight = Math.min(1, ours / WHOLE_BYTES);
    weights += weight;
    sum += weight * Math.log(Math.min(MOST_FACTOR, Math.max(LEAST_FACTOR, ratio)));
    speaking.add(to);
    if (from !== null) speaking.add(from);
  }
  const isLearned = speaking.size >= LEAST_READINGS;
  return { factor: isLearned ? Math.exp(sum / weights) : 1, readings: speaking.size };
}

type Increment = { from: number | null; to: number; ours: number; said: number };

function increments(comparisons: readonly Comparison[], countingSinceMs: number): Increment[] {
  const sorted = [...comparisons].sort((a, b) => a.asOfMs - b.asOfMs || a.said - b.said);
  return sorted.flatMap((one, index) => {
    const last = sorted[index - 1];
    if (last?.sinceMs === one.sinceMs) {
      return { from: last.asOfMs, to: one.asOfMs, ours: one.ours - last.ours, said: one.said - last.said };
    }
    return one.sinceMs >= countingSinceMs ? { from: null, to: one.asOfMs, ours: one.ours, said: one.said } : [];
  });
}
