import type { Size } from './body-size.ts';
import { STUDENT_FREEDOM } from './fit-times.ts';

/** Distance to the ends of a 90 % interval, in standard deviations. */
const Z95 = 1.6449;

/** The grid of candidate sizes: how many points, and how many standard deviations to either side of the guess. */
const POINTS = 80;
const REACH = 4;

/** The points in standard deviations, and how likely each is by the guess alone. */
const DEVIATIONS = Float64Array.from({ length: POINTS }, (_, n) => REACH * ((2 * n) / (POINTS - 1) - 1));
const LOG_NORMAL = DEVIATIONS.map((z) => Math.exp(-(z ** 2) / 2));
const NORMAL_SUM = LOG_NORMAL.reduce((sum, share) => sum + share, 0);

/**
 * How sizes of one host's responses of a kind vary, as shares of the guess's standard deviation: from host to host, and
 * among a host's own (in squares their sum is 1). Assumed: no public figures tell these apart.
 */
const BETWEEN_HOSTS = 0.8;
const WITHIN_HOST = 0.6;

/** Candidates of a host's level, in standard deviations between hosts, and how likely each is by the guess alone. */
const LEVELS = Float64Array.from({ length: 25 }, (_, n) => (n - 12) / 4);

/** By level: how likely each deviation is at that level, in all 1. */
const AT_LEVEL = Array.from(LEVELS, (level) => {
  const shares = DEVIATIONS.map((z) => Math.exp(-(((z - BETWEEN_HOSTS * level) / WITHIN_HOST) ** 2) / 2));
  const all = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / all);
});

/**
 * The least correlation of responses' deviations: what delays one, as a busy browser does, delays others. Assumed; with
 * a quarter, the two sites of workers in `npm run bench:accuracy -- --set fresh --seed 875` were off by +29 and −22 %.
 */
const LEAST_COMMON = 0.5;

/** Of the guess being weighed. Allocated once, since a page load weighs dozens. */
const sizes = new Float64Array(POINTS);
const likely = new Float64Array(POINTS);
const expectedLogs = new Float64Array(POINTS);
const sigmas = new Float64Array(POINTS);
const ofOther = new Float64Array(POINTS);

/**
 * What is expected of a second quantity at a given size: its logarithm, and the standard deviation of that; `common`: the
 * share of its square that is the same for all responses.
 */
export type Expected = { log: number; sigma: number; common: number };

/** The density of Student's t distribution, but for a constant factor: a few are off by any factor. */
const density = (off: number, sigma: number): number =>
  (1 + (off / sigma) ** 2 / STUDENT_FREEDOM) ** (-(STUDENT_FREEDOM + 1) / 2) / sigma;

/**
 * Combines a guess and a second quantity that tells of the same size, each weighted by its certainty (Bayes' rule, point
 * by point; the guess is taken as log-normal). `bytes` is the mean, because guesses are added up. A quantity that tells
 * nothing leaves the guess as it was.
 *
 * @param expectedOf what the second quantity should be for a size in bytes.
 * @param log the logarithm of what it is.
 * @param others the same of other responses that the guess was made for, none of whose sizes are known: what they have
 *   in common tells how large their host's responses are.
 */
export function weighSizes(
  guess: Size,
  expectedOf: (bytes: number) => Expected,
  log: number,
  others: readonly number[] = [],
): Size {
  const from = Math.log(Math.max(1, guess.low));
  const to = Math.log(Math.max(1, guess.high));
  const [middle, sigma] = [(from + to) / 2, Math.max(0.01, (to - from) / (2 * Z95))];

  let common = 0;
  for (let n = 0; n < POINTS; n++) {
    sizes[n] = Math.exp(middle + DEVIATIONS[n]! * sigma);
    const expected = expectedOf(sizes[n]!);
    expectedLogs[n] = expected.log;
    sigmas[n] = expected.sigma;
    common += (LOG_NORMAL[n]! * expected.common) / NORMAL_SUM;
  }
  const before = others.length > 0 ? atLevels(levelsBy(others, Math.max(LEAST_COMMON, common))) : LOG_NORMAL;
  for (let n = 0; n < POINTS; n++) likely[n] = before[n]! * density(log - expectedLogs[n]!, sigmas[n]!);
  const alone = momentsOf(LOG_NORMAL);
  const after = momentsOf(likely);
  // A guess's mean may differ from that of the log-normal between its bounds; the result keeps that ratio as far as it
  // keeps the guess.
  const left = Math.min(1, after.variance / alone.variance);
  const bytes = Math.round(after.mean * (guess.bytes / alone.mean) ** left);
  return {
    bytes,
    low: Math.min(bytes, Math.round(Math.exp(middle + sigma * after.low))),
    high: Math.max(bytes, Math.round(Math.exp(middle + sigma * after.high))),
    evidence: 'modelled',
  };
}

/**
 * How likely each level is, by the guess and these responses. With deviations that correlate by `common` they tell as
 * much as so many fewer independent ones (as the variance of a mean has it).
 */
function levelsBy(others: readonly number[], common: number): Float64Array {
  const weight = 1 / (1 + (others.length - 1) * common);
  const logs = LEVELS.map((level) => -(level ** 2) / 2);
  for (const log of others) {
    for (let n = 0; n < POINTS; n++) ofOther[n] = density(log - expectedLogs[n]!, sigmas[n]!);
    for (let l = 0; l < LEVELS.length; l++) {
      const shares = AT_LEVEL[l]!;
      let sum = 0;
      for (let n = 0; n < POINTS; n++) sum += shares[n]! * ofOther[n]!;
      logs[l]! += weight * Math.log(sum);
    }
  }
  const most = Math.max(...logs);
  return logs.map((one) => Math.exp(one - most));
}

/** The guess's distribution where the host's level is distributed so. */
const atLevels = (levels: Float64Array): Float64Array =>
  DEVIATIONS.map((_, n) => levels.reduce((sum, share, l) => sum + share * AT_LEVEL[l]![n]!, 0));

/** Moments and quantiles over the grid, by these weights. */
function momentsOf(weights: Float64Array) {
  let [all, bytes, z, squares] = [0, 0, 0, 0];
  for (let n = 0; n < POINTS; n++) {
    const weight = weights[n]!;
    const at = DEVIATIONS[n]!;
    all += weight;
    bytes += weight * sizes[n]!;
    z += weight * at;
    squares += weight * at * at;
  }
  const quantile = (share: number) => {
    let sum = 0;
    for (let n = 0; n < POINTS; n++) if ((sum += weights[n]!) >= share * all) return DEVIATIONS[n]!;
    return REACH;
  };
  const mean = z / all;
  return { mean: bytes / all, variance: squares / all - mean ** 2, low: quantile(0.05), high: quantile(0.95) };
}
