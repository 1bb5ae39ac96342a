import type { LinkPace } from '../core/fit-times.ts';

/** The link's usual speed, learned from transfers large enough to tell it, and how near what answers over it is. */
export type Throughput = {
  add(bytes: number, ms: number): void;
  /** A response came, of whatever size, that was waited for so long; 0: it is not known how long. */
  waited(ms: number): void;
  /** The shortest wait of late: there and back takes no longer; `undefined` while none was seen. */
  shortestWaitMs(): number | undefined;
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
  dump(): LinkState;
};

/** As kept over the worker's death. `log`: of bytes a ms, the usual; `best`: kbit/s; `waitMs`: the shortest. */
export type LinkState = { log: number; best?: number | undefined; waitMs?: number | undefined };

/** Smaller ones tell the round trip, not the speed. */
const LEAST = { bytes: 50_000, ms: 5 };

/** Before anything was learned: 8 Mbit/s, a usual phone's hotspot. */
const FIRST_GUESS = 1000;

/** What the newest transfer weighs against all before it. */
const NEWEST = 0.2;

/** What is left of the best after each transfer: a link that became slow is known as slow after some fifty. */
const BEST_KEPT = 0.97;

/**
 * The shortest wait grows with each response, as most wait for more than the link: one that became a phone's (`FAR_MS` of
 * `packets.ts`) is known as such after some seven hundred, a few pages. Below `LEAST_WAIT_MS` all are alike.
 */
const WAIT_GROWS = 1.002;
const LEAST_WAIT_MS = 5;

/** A single response comes at anything from the usual to the best, and may be off by that factor besides (e^0.5). */
const LEAST_SIGMA = 0.5;

/** @param state what an earlier run of the background kept; nothing where it is the first: what is usual */
export function createThroughput(state: LinkState = { log: Math.log(FIRST_GUESS) }): Throughput {
  let { log, best, waitMs } = state;
  return {
    add: (bytes, ms) => {
      const kbps = kbpsOf(bytes, ms);
      if (kbps === undefined) return;
      best = Math.max(kbps, BEST_KEPT * (best ?? 0));
      log += NEWEST * (Math.log(bytes / ms) - log);
    },
    waited: (ms) => {
      const before = WAIT_GROWS * (waitMs ?? Infinity);
      const now = ms > 0 ? Math.min(before, Math.max(LEAST_WAIT_MS, ms)) : before;
      if (now < Infinity) waitMs = now;
    },
    shortestWaitMs: () => waitMs,
    bytesPerMs: () => Math.exp(log),
    kbps: () => best,
    bestBytesPerMs: () => (best ?? 0) / 8,
    pace: () => {
      if (best === undefined) return undefined;
      const room = Math.max(0, Math.log(best / 8) - log);
      return { log: log + room / 2, sigma: Math.hypot(LEAST_SIGMA, room / 2) };
    },
    dump: () => ({ log, best, waitMs }),
  };
}

/** The rate of one transfer, in kbit/s; `undefined` where it is too small or too short to tell. */
const kbpsOf = (bytes: number, ms: number): number | undefined =>
  bytes < LEAST.bytes || ms < LEAST.ms ? undefined : (8 * bytes) / ms;
