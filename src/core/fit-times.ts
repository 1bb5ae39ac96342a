/** A response of so many bytes that took so many ms; `weight`: how much it tells, 1 for what is of the kind asked for. */
export type TimedBytes = { ms: number; bytes: number; weight: number };

/**
 * ms ≈ start · e^±its spread + what does not come with the head ÷ pace · e^±its own; and how far off the logarithm of what is
 * expected may be for a size: by the spreads, and by how unsure start and pace are themselves.
 */
export type TimeFit = { expectedMs(bytes: number): number; sigmaOf(bytes: number): number };

/** The logarithm of something, and how far off that may be. */
type Likely = { log: number; sigma: number };

/** Of a link's pace, in bytes a ms. */
export type LinkPace = Likely;

/** Of that, and of the ms before anything comes. */
export type FirstTimes = { pace: LinkPace; start: Likely };

/**
 * Before anything was learned: 20 Mbit/s, a usual phone's hotspot, between a weak signal's 1.7 and a good one's 240 nine
 * times in ten; the browser's own events half a millisecond apart.
 */
export const FIRST: FirstTimes = {
  pace: { log: Math.log(2500), sigma: 1.5 },
  start: { log: Math.log(0.5), sigma: 0.8 },
};

/** A tab was about to show a file, which is then opened and closed: 6 to 40 ms on the bench's link, whatever its size. */
export const FIRST_OF_FILES: FirstTimes = { ...FIRST, start: { log: Math.log(12), sigma: 0.8 } };

/**
 * How far single responses lie from the usual start and pace: one in ten is delayed by a factor of six or comes so much sooner, and
 * one that others share the link with two and a half times as fast or slow. As if seen so often.
 */
const FIRST_SPREAD = { start: 1.1, pace: 0.55, weight: 2 };

/** However alike the last ones were: a browser that was idle may be busy now. */
const LEAST_SPREAD = { start: 1.1, pace: 0.15 };

/** What comes with a response's head, before anybody has heard of that: ten segments (RFC 6928). */
const AT_ONCE_BYTES = 14_600;

/** Degrees of freedom of how far times are off: few, for one of some tens is off by any factor. */
export const STUDENT = 2;

const ROUNDS = 20;

/**
 * How long responses take, by what was seen of some (least squares of logarithms by Gauss and Newton, weighed as for Student's
 * distribution, since a busy browser or a server that thinks delays some by any factor; drawn towards what a usual link
 * does). Short ones tell of the start and its spread, long ones of the pace and its own (expectation and maximisation).
 */
export function fitTimes(seen: readonly TimedBytes[], first: FirstTimes): TimeFit {
  let pace = first.pace.log;
  let start = first.start.log;
  let paceSquared = FIRST_SPREAD.pace ** 2;
  let startSquared = FIRST_SPREAD.start ** 2;
  let covariance = { pace: first.pace.sigma ** 2, start: first.start.sigma ** 2, both: 0 };
  // A page that loads asks for dozens of fits, each of thousands of these: powers and logarithms are not taken twice.
  let bytesPerMs = Math.exp(pace);
  let startMs = Math.exp(start);
  const comingMs = (bytes: number) => Math.max(0, bytes - AT_ONCE_BYTES) / bytesPerMs;
  const expectedMs = (bytes: number) => startMs + comingMs(bytes);
  const spreadOf = (share: number) => share * share * paceSquared + (1 - share) * (1 - share) * startSquared;
  const logs = seen.map(({ ms }) => Math.log(ms));

  for (let round = 0; round < ROUNDS && seen.length > 0; round++) {
    // Normal equations of how far to move each; the sign of `pace` is that of its effect, which is to shorten.
    let [a, b, c] = [1 / first.pace.sigma ** 2, 0, 1 / first.start.sigma ** 2];
    let [toPace, toStart] = [a * (first.pace.log - pace), c * (first.start.log - start)];
    const ofPace = { squares: FIRST_SPREAD.weight * FIRST_SPREAD.pace ** 2, weights: FIRST_SPREAD.weight };
    const ofStart = { squares: FIRST_SPREAD.weight * FIRST_SPREAD.start ** 2, weights: FIRST_SPREAD.weight };
    for (let n = 0; n < seen.length; n++) {
      const { bytes, weight } = seen[n]!;
      const coming = comingMs(bytes);
      const expected = startMs + coming;
      const off = logs[n]! - Math.log(expected);
      const share = coming / expected;
      const rest = 1 - share;
      const spread = spreadOf(share);
      const robust = (STUDENT + 1) / (STUDENT + (off * off) / spread);
      const trust = (weight * robust) / spread;
      a += trust * share * share;
      b -= trust * share * rest;
      c += trust * rest * rest;
      toPace -= trust * share * off;
      toStart += trust * rest * off;
      // What of `off` is the pace's doing, and what the start's: each by its part of the spread.
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
  return {
    expectedMs,
    sigmaOf: (bytes) => {
      const share = comingMs(bytes) / expectedMs(bytes);
      const { pace, start, both } = covariance;
      const unsure = share ** 2 * pace - 2 * share * (1 - share) * both + (1 - share) ** 2 * start;
      return Math.sqrt(spreadOf(share) + unsure);
    },
  };
}
