import type { Size } from './body-size.ts';

/** A 90 % interval's half width, in standard deviations. */
const Z95 = 1.6449;

/** How far the link's speed during one response may lie from its usual one, either way, nine times in ten. */
const SPEED_FACTOR = 4;

/** The browser's clock and its events lie this far apart: shorter responses tell no speed. */
const CLOCK_MS = 3;

const beliefOf = (low: number, high: number) => ({
  log: (Math.log(Math.max(1, low)) + Math.log(Math.max(1, high))) / 2,
  sigma: Math.max(0.01, Math.log(Math.max(1, high) / Math.max(1, low)) / (2 * Z95)),
});

/**
 * A guess of a file's size and the time that it took, weighed by how sure each is: what took long at the link's usual speed
 * is large. Only for what a server sends as fast as it can.
 *
 * @param elapsedMs from the response's head to its end.
 * @param bytesPerMs the link's usual speed.
 */
export function timedSize(guess: Size, elapsedMs: number, bytesPerMs: number): Size {
  if (elapsedMs <= 0) return guess;
  const come = elapsedMs * bytesPerMs;
  const timed = beliefOf(come / SPEED_FACTOR, come * SPEED_FACTOR);
  timed.sigma = Math.hypot(timed.sigma, CLOCK_MS / elapsedMs);
  const before = beliefOf(guess.low, guess.high);
  const [weight, other] = [1 / timed.sigma ** 2, 1 / before.sigma ** 2];
  const log = (weight * timed.log + other * before.log) / (weight + other);
  const sigma = 1 / Math.sqrt(weight + other);
  const bytes = Math.round(Math.exp(log + sigma ** 2 / 2));
  return {
    bytes,
    low: Math.min(bytes, Math.round(Math.exp(log - Z95 * sigma))),
    high: Math.max(bytes, Math.round(Math.exp(log + Z95 * sigma))),
    evidence: 'modelled',
  };
}
