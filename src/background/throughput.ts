/** The link's usual speed, learned from transfers large enough to tell it. */
export type Throughput = {
  add(bytes: number, ms: number): void;
  bytesPerMs(): number;
};

/** Smaller ones tell the round trip, not the speed. */
const LEAST = { bytes: 50_000, ms: 5 };

/** Before anything was learned: 8 Mbit/s, a usual phone's hotspot. */
const FIRST_GUESS = 1000;

/** What the newest transfer weighs against all before it. */
const NEWEST = 0.2;

export function createThroughput(): Throughput {
  let log = Math.log(FIRST_GUESS);
  return {
    add: (bytes, ms) => {
      if (bytes < LEAST.bytes || ms < LEAST.ms) return;
      log += NEWEST * (Math.log(bytes / ms) - log);
    },
    bytesPerMs: () => Math.exp(log),
  };
}
