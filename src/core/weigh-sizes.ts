import type { Size } from './body-size.ts';

/** Distance to the ends of a 90 % interval, in standard deviations. */
const Z95 = 1.6449;

/** Sizes looked at: so many, over so many standard deviations of the guess to either side. */
const POINTS = 80;
const REACH = 4;

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

  const points = Array.from({ length: POINTS }, (_, n) => {
    const z = REACH * ((2 * n) / (POINTS - 1) - 1);
    const bytes = Math.exp(middle + z * sigma);
    const before = Math.exp(-(z ** 2) / 2);
    const { off, sigma: usual, freedom } = doubtOf(bytes);
    const likely = (1 + (off / usual) ** 2 / freedom) ** (-(freedom + 1) / 2) / usual;
    return { z, bytes, before, after: before * likely };
  });
  const before = momentsOf(points, (point) => point.before);
  const after = momentsOf(points, (point) => point.after);
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

type Point = { z: number; bytes: number; before: number; after: number };

function momentsOf(points: readonly Point[], weightOf: (point: Point) => number) {
  let [all, bytes, z, squares] = [0, 0, 0, 0];
  for (const point of points) {
    const weight = weightOf(point);
    all += weight;
    bytes += weight * point.bytes;
    z += weight * point.z;
    squares += weight * point.z ** 2;
  }
  const quantile = (share: number) => {
    let sum = 0;
    for (const point of points) if ((sum += weightOf(point)) >= share * all) return point.z;
    return REACH;
  };
  const mean = z / all;
  return { mean: bytes / all, variance: squares / all - mean ** 2, low: quantile(0.05), high: quantile(0.95) };
}
