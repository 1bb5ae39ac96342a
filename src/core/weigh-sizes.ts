import type { Size } from './body-size.ts';

/** Distance to the ends of a 90 % interval, in standard deviations. */
const Z95 = 1.6449;

/** Sizes looked at: so many, over so many standard deviations of the guess to either side. */
const POINTS = 80;
const REACH = 4;

/** Where they lie, in standard deviations, and how likely each is by the guess alone. */
const DEVIATIONS = Float64Array.from({ length: POINTS }, (_, n) => REACH * ((2 * n) / (POINTS - 1) - 1));
const LOG_NORMAL = DEVIATIONS.map((z) => Math.exp(-(z ** 2) / 2));

/** Of the guess that is being weighed: a page that loads has dozens weighed, and no place of theirs is kept. */
const sizes = new Float64Array(POINTS);
const likely = new Float64Array(POINTS);

/**
 * What a second evidence says of a size: how far off it would be, in its own logarithm, and how far it usually is, in
 * Student's distribution of so many degrees of freedom.
 */
export type Doubt = { off: number; sigma: number; freedom: number };

/**
 * A guess and a second evidence of the same size as one, each weighed by how sure it is (Bayes' rule, size by size; a guess
 * is taken as log-normal). Its bytes are the mean, because guesses are added up. Where the second says nothing the
 * guess stays as it was.
 *
 * @param doubtOf what speaks against a size of so many bytes.
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
  // A guess's mean is not always that of the log-normal between its ends; what is left of the guess keeps that.
  const left = Math.min(1, after.variance / before.variance);
  const bytes = Math.round(after.mean * (guess.bytes / before.mean) ** left);
  return {
    bytes,
    low: Math.min(bytes, Math.round(Math.exp(middle + sigma * after.low))),
    high: Math.max(bytes, Math.round(Math.exp(middle + sigma * after.high))),
    evidence: 'modelled',
  };
}

/** Of the sizes under consideration, each weighed by what stands at its place. */
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
