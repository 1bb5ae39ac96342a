/** The link's usual speed, learned from transfers large enough to tell it. */
export type Throughput = {
  add(bytes: number, ms: number): void;
  bytesPerMs(): number;
  /** The same in kbit/s; `undefined` while nothing was learned. */
  kbps(): number | undefined;
};

/** Smaller ones tell the round trip, not the speed. */
const LEAST = { bytes: 50_000, ms: 5 };

/** Before anything was learned: 8 Mbit/s, a usual phone's hotspot. */
const FIRST_GUESS = 1000;

/** What the newest transfer weighs against all before it. */
const NEWEST = 0.2;

export function createThroughput(): Throughput {
  let log = Math.log(FIRST_GUESS);
  let isLearned = false;
  return {
    add: (bytes, ms) => {
      if (kbpsOf(bytes, ms) === undefined) return;
      isLearned = true;
      log += NEWEST * (Math.log(bytes / ms) - log);
    },
    bytesPerMs: () => Math.exp(log),
    kbps: () => (isLearned ? 8 * Math.exp(log) : undefined),
  };
}

/** The rate of one transfer, in kbit/s; `undefined` where it is too small or too short to tell. */
export const kbpsOf = (bytes: number, ms: number): number | undefined =>
  bytes < LEAST.bytes || ms < LEAST.ms ? undefined : (8 * bytes) / ms;
