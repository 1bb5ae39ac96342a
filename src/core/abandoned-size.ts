import type { Size } from './body-size.ts';

/** How far the link's speed during one response may lie from its usual one, either way. */
const SPEED_FACTOR = 4;

/** What a browser may have received of any response before anybody could stop it: its first congestion windows. */
const FIRST_BYTES = 64_000;

/** What a browser tells is heard of within this. */
const UNHEARD_MS = 50;

/**
 * Without any head a long wait says little: most that is left late had come long before, or its reader took no more than it
 * needed. A player's start, and a film's usual rate from then on (2.5 Mbit/s, 480p to 720p).
 */
const HEADLESS = { firstBytes: 1_500_000, bytesPerMs: 312, factor: 8 };

/** What had come of a response whose head nobody has seen; `elapsedMs` since it was asked for. Else as `abandonedSize`. */
export function headlessSize(elapsedMs: number, bytesPerMs: number, mostPerMs: number): Size {
  const { bytes, high } = abandonedSize(elapsedMs, bytesPerMs, null, mostPerMs);
  const usual = HEADLESS.firstBytes + HEADLESS.bytesPerMs * Math.max(0, elapsedMs);
  const most = Math.round(Math.min(high, HEADLESS.factor * usual));
  return { bytes: Math.min(bytes, Math.round(usual)), low: 0, high: most, evidence: 'modelled' };
}

/** What may have come of a response that was given up before its head was heard of: mostly nothing. */
export function unheardSize(bytesPerMs: number): Size {
  return { bytes: 0, low: 0, high: Math.round(FIRST_BYTES + UNHEARD_MS * bytesPerMs), evidence: 'modelled' };
}

/** One in ten of what a guess is made for is as large as its interval's end, or larger: see `sizePrior`. */
const LARGE_SHARE = 0.1;

/**
 * What may have come of a picture that was given up before it was there, of whose head nothing was heard: half of it.
 *
 * @param guess of such a picture's size
 * @param isMet it was under way when somebody gave it up: a large one is under way for longer, and so is likelier met by any
 *   instant. The mean of what an instant meets is E(s²) / E(s) (length-biased sampling).
 */
export function halfPictureSize({ bytes, high }: Size, isMet: boolean): Size {
  const met = isMet ? Math.min(high, (LARGE_SHARE * high * high) / Math.max(1, bytes)) : 0;
  return { bytes: Math.round(Math.max(bytes, met) / 2), low: 0, high, evidence: 'modelled' };
}

/**
 * What had come of a response that was given up: what the link usually brings in the time since its head came, never
 * more than it declared.
 *
 * @param elapsedMs since the response's head.
 * @param bytesPerMs the link's usual speed.
 * @param declared Content-Length; `null` where there was none.
 * @param mostPerMs what the link brings at its best: an end that is heard of at once may come behind a burst.
 */
export function abandonedSize(elapsedMs: number, bytesPerMs: number, declared: number | null, mostPerMs = 0): Size {
  const limit = declared ?? Infinity;
  const come = Math.max(0, elapsedMs) * bytesPerMs;
  return {
    bytes: Math.round(Math.min(limit, come)),
    low: Math.round(Math.min(limit, come / SPEED_FACTOR)),
    high: Math.round(Math.min(limit, come * SPEED_FACTOR + FIRST_BYTES + UNHEARD_MS * mostPerMs)),
    evidence: 'modelled',
  };
}
