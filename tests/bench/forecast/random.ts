/** A sequence of random numbers for a seed (mulberry32), with the distributions that the stories need. */
export type Random = {
  /** Uniform, 0 to 1. */
  even(): number;
  between(low: number, high: number): number;
  /** Uniform on a logarithmic scale. */
  scale(low: number, high: number): number;
  pick<T>(items: readonly T[]): T;
  happens(probability: number): boolean;
  normal(): number;
  /** Log-normal with mean 1; `sigma`: of the logarithm. */
  logNormal(sigma: number): number;
  exponential(mean: number): number;
  poisson(mean: number): number;
};

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  function even(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  }
  const between = (low: number, high: number) => low + (high - low) * even();
  const normal = () => Math.sqrt(-2 * Math.log(1 - even())) * Math.cos(2 * Math.PI * even());
  return {
    even,
    between,
    scale: (low, high) => Math.exp(between(Math.log(low), Math.log(high))),
    pick: (items) => items[Math.floor(even() * items.length)] as (typeof items)[number],
    happens: (probability) => even() < probability,
    normal,
    logNormal: (sigma) => Math.exp(sigma * normal() - sigma ** 2 / 2),
    exponential: (mean) => -mean * Math.log(1 - even()),
    poisson(mean) {
      let count = 0;
      for (let left = Math.exp(-mean), product = even(); product > left; product *= even()) count++;
      return count;
    },
  };
}
