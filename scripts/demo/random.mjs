/**
 * Mulberry32, small and even enough for pictures: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c
 *
 * @param {number} seed
 * @returns {() => number} numbers in 0…1, always the same ones for the same seed
 */
export function createRandom(seed) {
  let state = Math.imul(seed, 0x9e3779b9);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
