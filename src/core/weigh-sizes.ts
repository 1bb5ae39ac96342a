import type { Size } from './body-size.ts';

/** Distance to the ends of a 90 % interval, in standard deviations. */
const Z95 = 1.6449;

/** The grid of candidate sizes: how many points, and how many standard deviations to either side of the guess. */
const POINTS = 80;
const REACH = 4;

/** The points in standard deviations, and how likely each is by the guess alone. */
const DEVIATIONS = Float64Array.from({ length: POINTS }, (_, n) => REACH * ((2 * n) / (POINTS - 1) - 1));
const LOG_NORMAL = DEVIATIONS.map((z) => Math.exp(-(z ** 2) / 2));

/** Of the guess being weighed. Allocated once, since a page load weighs dozens. */
const sizes = new Float64Array(POINTS);
const likely = new Float64Array(POINTS);

/**
 * What a second piece of evidence says against a size: its deviation from that (`off`, a logarithm), and its usual one
 * (`sigma`), in Student's t distribution with `freedom` degrees of freedom.
 */
export type Doubt = { off: number; sigma: number; freedom: number };

/**
 * Combines a guess and a second piece of evidence about the same size, each weighted by its certainty (Bayes' rule,
 * point by point; the guess is taken as log-normal). `bytes` is the mean, because guesses are added up. Evidence that
 * tells nothing leaves the guess as it was.
 *
 * @param doubtOf what the evidence says against a size, in bytes.
 */
export function weighSizes(guess: Size, doubtOf: (bytes: number) => Doubt): Size {
  const from = Math.log(Math.max(1, guess.low));
  const to = Math.log(Math.max(1, guess.high));
  const [middle, sigma] = [(from + to) / 2, Math.max(0.01, (to - from) / (2 * Z95))];

  for (let n = 0; n < POINTS; n++) {
    const z = DEVIATIONS[n]!;
    const bytes = Math.exp(middle + z * sigma);
    const { off, sigma: usual, freedom } = doubtOf(bytes);
    sizes[n] = bytes;
    likely[n] = LOG_NORMAL[n]! * ((1 + (off / usual) ** 2 / freedom) ** (-(freedom + 1) / 2) / usual);
  }
  const before = momentsOf(LOG_NORMAL);
  const after = momentsOf(likely);
  // A guess's mean may differ from that of the log-normal between its bounds; the result keeps that ratio as far as it
  // keeps the guess.
  const left = Math.min(1, after.variance / before.variance);
  const bytes = Math.round(after.mean * (guess.bytes / before.mean) ** left);
  return {
    bytes,
    low: Math.min(bytes, Math.round(Math.exp(middle + sigma * after.low))),
    high: Math.max(bytes, Math.round(Math.exp(middle + sigma * after.high))),
    evidence: 'modelled',
  };
}

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
