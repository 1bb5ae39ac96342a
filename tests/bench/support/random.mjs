import { createCipheriv, createHash } from 'node:crypto';

/** The standard normal's 90th percentile: half of the way from p10 to p90, in sigmas. */
const Z90 = 1.2815515655446004;

/** Bytes that do not compress, the same for the same seed. @param {string} seed @param {number} bytes */
export function noise(seed, bytes) {
  const key = createHash('md5').update(seed).digest();
  return createCipheriv('aes-128-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(bytes));
}

/**
 * Draws that repeat for the same seed (mulberry32, Tommy Ettinger, public domain).
 *
 * @param {string} seed
 */
export function createRandom(seed) {
  let state = createHash('md5').update(seed).digest().readUInt32LE(0);

  function next() {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());

  return {
    /** In [0, 1). */
    next,
    chance: (/** @type {number} */ p) => next() < p,
    /** Whole, both ends included. @param {number} low @param {number} high */
    int: (low, high) => low + Math.floor(next() * (high - low + 1)),
    /** @template T @param {readonly T[]} from @returns {T} */
    pick: (from) => /** @type {T} */ (from[Math.floor(next() * from.length)]),
    /** @param {number} p10 @param {number} p90 */
    logNormal(p10, p90) {
      const mu = (Math.log(p10) + Math.log(p90)) / 2;
      return Math.exp(mu + ((Math.log(p90) - Math.log(p10)) / (2 * Z90)) * normal());
    },
    /** @param {number} median @param {number} p90 */
    logNormalFromMedian: (median, p90) => Math.exp(Math.log(median) + (Math.log(p90 / median) / Z90) * normal()),
    letters: (/** @type {number} */ n) =>
      Array.from({ length: n }, () => 'abcdefghijklmnopqrstuvwxyz0123456789'[Math.floor(next() * 36)]).join(''),
  };
}

/** @typedef {ReturnType<typeof createRandom>} Random */
