import type { LinkPace } from '../core/fit-times.ts';

/** The link's throughput, learned from transfers large enough to measure it, and its round-trip time. */
export type Throughput = {
  /** A transfer brought so many bytes in so many ms; what came together with a head took no time that can be told. */
  add(bytes: number, ms: number): void;
  /** A response of any size arrived after that wait; 0: unknown. */
  waited(ms: number): void;
  /** The shortest recent wait, which bounds the round-trip time; `undefined` while none was seen. */
  shortestWaitMs(): number | undefined;
  bytesPerMs(): number;
  /**
   * The link's best throughput, in kbit/s; `undefined` while nothing was learned. Concurrent transfers each see only a
   * part of it, while packets arrive at the whole link's rate.
   */
  kbps(): number | undefined;
  /** The same in bytes a millisecond; 0 while nothing was learned. */
  bestBytesPerMs(): number;
  /** The throughput of a single response, as a distribution; `undefined` while nothing was learned. */
  pace(): LinkPace | undefined;
  dump(): LinkState;
};

/** As kept across restarts of the worker. `log`: of the usual bytes per ms; `best`: kbit/s; `waitMs`: the shortest. */
export type LinkState = { log: number; best?: number | undefined; waitMs?: number | undefined };

/** Smaller ones measure the round trip, not the throughput. */
const LEAST = { bytes: 50_000, ms: 5 };

/** Before anything was learned: 8 Mbit/s, usual for a phone's hotspot. */
const FIRST_GUESS = 1000;

/** The weight of the newest transfer in the moving average. */
const NEWEST = 0.2;

/** The decay of the best with each transfer: a link that became slow is known as slow after some fifty. */
const BEST_KEPT = 0.97;

/**
 * The growth of the shortest wait with each response, as most waits are for more than the link: one that became a
 * phone's (`FAR_MS` of `packets.ts`) is known as such after some seven hundred, a few pages. Below `LEAST_WAIT_MS` all
 * are alike.
 */
const WAIT_GROWS = 1.002;
const LEAST_WAIT_MS = 5;

/**
 * A single response's throughput is anything from the usual to the best, and may be off by this factor besides (e^0.5).
 */
const LEAST_SIGMA = 0.5;

/** @param state what an earlier run of the background kept; by default the first guess */
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

/** The throughput of one transfer, in kbit/s; `undefined` where it is too small or too short to tell. */
const kbpsOf = (bytes: number, ms: number): number | undefined =>
  bytes < LEAST.bytes || ms < LEAST.ms ? undefined : (8 * bytes) / ms;

/** A response that comes at more than so many times the link's best speed has not come over the link. */
const FASTER_THAN_LINK = 2;

/** Whether so many bytes in so many ms are more than the link brings at its best; `false` while that is unknown. */
export const isTooFast = (bytes: number, ms: number, link: Pick<Throughput, 'bestBytesPerMs'>): boolean =>
  link.bestBytesPerMs() > 0 &&
  bytes >= LEAST.bytes &&
  bytes > FASTER_THAN_LINK * link.bestBytesPerMs() * Math.max(1, ms);
