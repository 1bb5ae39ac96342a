/** The size and duration of a response. `weight`: how much it tells, 1 for one of the kind asked for. */
export type TimedBytes = { ms: number; bytes: number; weight: number };

/**
 * The fitted model: ms ≈ start · e^±spread + (bytes that do not come with the head) ÷ pace · e^±spread, where start and
 * pace each have a spread of their own. `sigmaOf`: the standard deviation of the logarithm of the expected time for a
 * size, by the spreads and the uncertainty of start and pace themselves; that is the share `commonOf` of its square, and
 * the same for all responses.
 */
export type TimeFit = {
  expectedMs(bytes: number): number;
  sigmaOf(bytes: number): number;
  commonOf(bytes: number): number;
};

/** The logarithm of a quantity, and its standard deviation. */
type Likely = { log: number; sigma: number };

/** A link's pace, in bytes a ms. */
export type LinkPace = Likely;

/** The prior: a link's pace, and the ms before anything comes. */
export type PriorTimes = { pace: LinkPace; start: Likely };

/**
 * Before anything is learned: 20 Mbit/s, as of a usual phone's hotspot, nine times in ten between a weak signal's 1.7
 * and a good one's 240; and a start of half a millisecond, as between the browser's own events.
 */
export const PRIOR: PriorTimes = {
  pace: { log: Math.log(2500), sigma: 1.5 },
  start: { log: Math.log(0.5), sigma: 0.8 },
};

/**
 * For a file that is saved: a tab was about to show it, then a file on disk is opened and closed, which takes 6 to 40
 * ms on the bench's link, whatever its size.
 */
export const PRIOR_OF_FILES: PriorTimes = { ...PRIOR, start: { log: Math.log(12), sigma: 0.8 } };

/**
 * How far single responses deviate from the usual start and pace: one in ten starts six times as late or as early, and
 * one in ten is two and a half times as fast or as slow, since others share the link. `weight`: how many observations
 * this counts as.
 */
const PRIOR_SPREAD = { start: 1.1, pace: 0.55, weight: 2 };

/** Spreads are no smaller than this, however alike the last responses were: a browser that was idle may be busy now. */
const LEAST_SPREAD = { start: 1.1, pace: 0.15 };

/**
 * What has come of a body when the browser reports its head: the first record of TLS, 16 KiB of most servers (RFC 8446
 * §5.1), which it cannot read before it has all of it. At 12 and 40 Mbit/s what workers fetched took the time of the
 * rest (`npm run bench:accuracy -- --site city-tiles --mbit 12 --rtt 40`: 13 to 17 kB less than it had).
 */
export const FIRST_BYTES = 16_384;

/**
 * Degrees of freedom of Student's t distribution of deviations: few, since one time in a few dozen is off by any
 * factor.
 */
export const STUDENT_FREEDOM = 2;

const ROUNDS = 20;

/**
 * Fits how long responses take to those that were seen: least squares of logarithms by Gauss–Newton, weighted for
 * Student's t distribution, since a busy browser or server delays some by any factor, and shrunk towards the prior of a
 * usual link. Short responses tell the start and its spread, long ones the pace and its spread
 * (expectation–maximisation).
 */
export function fitTimes(seen: readonly TimedBytes[], prior: PriorTimes): TimeFit {
  let pace = prior.pace.log;
  let start = prior.start.log;
  let paceSquared = PRIOR_SPREAD.pace ** 2;
  let startSquared = PRIOR_SPREAD.start ** 2;
  let covariance = { pace: prior.pace.sigma ** 2, start: prior.start.sigma ** 2, both: 0 };
  // A page load asks for dozens of fits, each of which evaluates thousands of these: exponentials and logarithms are
  // taken once.
  let bytesPerMs = Math.exp(pace);
  let startMs = Math.exp(start);
  const comingMs = (bytes: number) => Math.max(0, bytes - FIRST_BYTES) / bytesPerMs;
  const expectedMs = (bytes: number) => startMs + comingMs(bytes);
  const spreadOf = (share: number) => share * share * paceSquared + (1 - share) * (1 - share) * startSquared;
  const logs = seen.map(({ ms }) => Math.log(ms));

  for (let round = 0; round < ROUNDS && seen.length > 0; round++) {
    // Normal equations for the step of each; terms of `pace` are negative, as a higher pace shortens the time.
    let [a, b, c] = [1 / prior.pace.sigma ** 2, 0, 1 / prior.start.sigma ** 2];
    let [toPace, toStart] = [a * (prior.pace.log - pace), c * (prior.start.log - start)];
    const ofPace = { squares: PRIOR_SPREAD.weight * PRIOR_SPREAD.pace ** 2, weights: PRIOR_SPREAD.weight };
    const ofStart = { squares: PRIOR_SPREAD.weight * PRIOR_SPREAD.start ** 2, weights: PRIOR_SPREAD.weight };
    for (let n = 0; n < seen.length; n++) {
      const { bytes, weight } = seen[n]!;
      const coming = comingMs(bytes);
      const expected = startMs + coming;
      const off = logs[n]! - Math.log(expected);
      const share = coming / expected;
      const rest = 1 - share;
      const spread = spreadOf(share);
      const robust = (STUDENT_FREEDOM + 1) / (STUDENT_FREEDOM + (off * off) / spread);
      const trust = (weight * robust) / spread;
      a += trust * share * share;
      b -= trust * share * rest;
      c += trust * rest * rest;
      toPace -= trust * share * off;
      toStart += trust * rest * off;
      // Attributes `off` to pace and start, by the share of each in the spread.
      const squared = robust * off * off;
      const byPace = (share * paceSquared) / spread;
      const byStart = (rest * startSquared) / spread;
      ofPace.squares += weight * (byPace * byPace * squared + paceSquared * (1 - share * byPace));
      ofStart.squares += weight * (byStart * byStart * squared + startSquared * (1 - rest * byStart));
      ofPace.weights += weight;
      ofStart.weights += weight;
    }
    const determinant = a * c - b * b;
    pace += (c * toPace - b * toStart) / determinant;
    start += (a * toStart - b * toPace) / determinant;
    bytesPerMs = Math.exp(pace);
    startMs = Math.exp(start);
    paceSquared = Math.max(LEAST_SPREAD.pace ** 2, ofPace.squares / ofPace.weights);
    startSquared = Math.max(LEAST_SPREAD.start ** 2, ofStart.squares / ofStart.weights);
    covariance = { pace: c / determinant, start: a / determinant, both: -b / determinant };
  }
  const shareOf = (bytes: number) => comingMs(bytes) / expectedMs(bytes);
  const uncertaintyAt = (share: number) => {
    const { pace, start, both } = covariance;
    return share ** 2 * pace - 2 * share * (1 - share) * both + (1 - share) ** 2 * start;
  };
  const squareAt = (share: number) => spreadOf(share) + uncertaintyAt(share);
  return {
    expectedMs,
    sigmaOf: (bytes) => Math.sqrt(squareAt(shareOf(bytes))),
    commonOf: (bytes) => uncertaintyAt(shareOf(bytes)) / squareAt(shareOf(bytes)),
  };
}
