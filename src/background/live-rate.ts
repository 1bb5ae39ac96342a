const SECONDS = 60;

/** Bytes of each of the last 60 seconds, for the live curve. Kept in memory only. */
export type LiveRate = {
  add(bytes: number, at: number): void;
  /** Oldest first; the last is the second before `now`. */
  perSecond(now: number): number[];
};

/** Starts with an empty minute. */
export function createLiveRate(): LiveRate {
  const bySecond = new Map<number, number>();
  const forgetBefore = (second: number) => {
    for (const key of bySecond.keys()) if (key < second) bySecond.delete(key);
  };
  return {
    add: (bytes, at) => {
      const second = Math.floor(at / 1000);
      bySecond.set(second, Math.max(0, (bySecond.get(second) ?? 0) + bytes));
      if (bySecond.size > 2 * SECONDS) forgetBefore(second - SECONDS);
    },
    perSecond: (now) => {
      const last = Math.floor(now / 1000);
      return Array.from({ length: SECONDS }, (_, i) => bySecond.get(last - SECONDS + i) ?? 0);
    },
  };
}
