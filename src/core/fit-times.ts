/** A response of so many bytes that took so many ms; `weight`: how much it tells, 1 for what is of the kind asked for. */
export type TimedBytes = { ms: number; bytes: number; weight: number };

/** ms ≈ (start + bytes ÷ pace) · e^±spread, and how far off the logarithm of the first part may itself be for a size. */
export type TimeFit = { expectedMs(bytes: number): number; sigmaOf(bytes: number): number };

/**
 * Before anything was learned: 20 Mbit/s, a usual phone's hotspot, between a weak signal's 1.7 and a good one's 240 nine
 * times in ten; the browser's own events half a millisecond apart.
 */
const FIRST = { pace: { log: Math.log(2500), sigma: 1.5 }, start: { log: Math.log(0.5), sigma: 0.8 } };

/** What takes four times or a quarter of what its size and the link's usual speed tell, nine times in ten; as if seen so often. */
const FIRST_SPREAD = { sigma: 0.84, weight: 2 };

/** However alike the last ones were. */
const LEAST_SPREAD = 0.15;

/** Degrees of freedom of how far times are off: few, for one of some tens is off by any factor. */
export const STUDENT = 2;

const ROUNDS = 20;

/**
 * How long responses take, by what was seen of some (least squares of logarithms by Gauss and Newton, weighed as for Student's
 * distribution, since a busy browser or a server that thinks delays some by any factor; drawn towards what a usual link
 * does).
 */
export function fitTimes(seen: readonly TimedBytes[]): TimeFit {
  let pace = FIRST.pace.log;
  let start = FIRST.start.log;
  let squared = FIRST_SPREAD.sigma ** 2;
  let covariance = { pace: FIRST.pace.sigma ** 2, start: FIRST.start.sigma ** 2, both: 0 };
  const shareOf = (bytes: number) => {
    const coming = bytes / Math.exp(pace);
    return coming / (Math.exp(start) + coming);
  };
  const expectedMs = (bytes: number) => Math.exp(start) + bytes / Math.exp(pace);

  for (let round = 0; round < ROUNDS && seen.length > 0; round++) {
    // Normal equations of how far to move each; the sign of `pace` is that of its effect, which is to shorten.
    let [a, b, c] = [squared / FIRST.pace.sigma ** 2, 0, squared / FIRST.start.sigma ** 2];
    let [toPace, toStart] = [a * (FIRST.pace.log - pace), c * (FIRST.start.log - start)];
    let [squares, weights] = [FIRST_SPREAD.weight * FIRST_SPREAD.sigma ** 2, FIRST_SPREAD.weight];
    for (const { ms, bytes, weight } of seen) {
      const off = Math.log(ms / expectedMs(bytes));
      const trust = weight * ((STUDENT + 1) / (STUDENT + off ** 2 / squared));
      const share = shareOf(bytes);
      a += trust * share ** 2;
      b -= trust * share * (1 - share);
      c += trust * (1 - share) ** 2;
      toPace -= trust * share * off;
      toStart += trust * (1 - share) * off;
      squares += trust * off ** 2;
      weights += weight;
    }
    const determinant = a * c - b * b;
    pace += (c * toPace - b * toStart) / determinant;
    start += (a * toStart - b * toPace) / determinant;
    squared = Math.max(LEAST_SPREAD ** 2, squares / weights);
    covariance = {
      pace: (squared * c) / determinant,
      start: (squared * a) / determinant,
      both: (-squared * b) / determinant,
    };
  }
  return {
    expectedMs,
    sigmaOf: (bytes) => {
      const share = shareOf(bytes);
      const { pace, start, both } = covariance;
      const unsure = share ** 2 * pace - 2 * share * (1 - share) * both + (1 - share) ** 2 * start;
      return Math.sqrt(squared + unsure);
    },
  };
}
