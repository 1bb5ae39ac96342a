import type { LinkPace } from '../core/fit-times.ts';

/** The link's usual speed, learned from transfers large enough to tell it. */
export type Throughput = {
  add(bytes: number, ms: number): void;
  bytesPerMs(): number;
  /**
   * What the link brings at its best, in kbit/s; `undefined` while nothing was learned. Transfers side by side each see
   * a part of it only, while packets come at the whole link's pace.
   */
  kbps(): number | undefined;
  /** The same in bytes a millisecond; 0 while nothing was learned. */
  bestBytesPerMs(): number;
  /** What a single response may come at; `undefined` while nothing was learned. */
  pace(): LinkPace | undefined;
};

/** Smaller ones tell the round trip, not the speed. */
const LEAST = { bytes: 50_000, ms: 5 };

/** Before anything was learned: 8 Mbit/s, a usual phone's hotspot. */
const FIRST_GUESS = 1000;

/** What the newest transfer weighs against all before it. */
const NEWEST = 0.2;

/** What is left of the best after each transfer: a link that became slow is known as slow after some fifty. */
const BEST_KEPT = 0.97;

/** A single response comes at anything from the usual to the best, and may be off by that factor besides (e^0.5). */
const LEAST_SIGMA = 0.5;

/** Begins with what is usual (see `FIRST_GUESS`); what was learned ends with the worker. */
export function createThroughput(): Throughput {
  let log = Math.log(FIRST_GUESS);
  let best: number | undefined;
  return {
    add: (bytes, ms) => {
      const kbps = kbpsOf(bytes, ms);
      if (kbps === undefined) return;
      best = Math.max(kbps, BEST_KEPT * (best ?? 0));
      log += NEWEST * (Math.log(bytes / ms) - log);
    },
    bytesPerMs: () => Math.exp(log),
    kbps: () => best,
    bestBytesPerMs: () => (best ?? 0) / 8,
    pace: () => {
      if (best === undefined) return undefined;
      const room = Math.max(0, Math.log(best / 8) - log);
      return { log: log + room / 2, sigma: Math.hypot(LEAST_SIGMA, room / 2) };
    },
  };
}

/** The rate of one transfer, in kbit/s; `undefined` where it is too small or too short to tell. */
const kbpsOf = (bytes: number, ms: number): number | undefined =>
  bytes < LEAST.bytes || ms < LEAST.ms ? undefined : (8 * bytes) / ms;
