import type { Size } from './body-size.ts';

/** How far the link's speed during one response may lie from its usual one, either way. */
const SPEED_FACTOR = 4;

/** What a browser may have received of any response before it could be cancelled: its first congestion windows. */
const FIRST_BYTES = 64_000;

/** Events of the browser are heard within this time. */
const UNHEARD_MS = 50;

/**
 * Where no head was seen, a long time tells little: most responses that are cancelled late had come long before, or
 * their reader took only what it needed. So: what a player loads at first, then a film's usual bit rate (2.5 Mbit/s,
 * 480p to 720p).
 */
const HEADLESS = { firstBytes: 1_500_000, bytesPerMs: 312, factor: 8 };

/**
 * What had come of a cancelled response whose head was not seen. `elapsedMs`: since its request; the others as for
 * `abandonedSize`.
 */
export function headlessSize(elapsedMs: number, bytesPerMs: number, mostPerMs: number): Size {
  const { bytes, high } = abandonedSize(elapsedMs, bytesPerMs, null, mostPerMs);
  const usual = HEADLESS.firstBytes + HEADLESS.bytesPerMs * Math.max(0, elapsedMs);
  const most = Math.round(Math.min(high, HEADLESS.factor * usual));
  return { bytes: Math.min(bytes, Math.round(usual)), low: 0, high: most, evidence: 'modelled' };
}

/** What may have come of a response that was cancelled before its head was reported: mostly nothing. */
export function unheardSize(bytesPerMs: number): Size {
  return { bytes: 0, low: 0, high: Math.round(FIRST_BYTES + UNHEARD_MS * bytesPerMs), evidence: 'modelled' };
}

/** The share of responses that are as large as their guess's upper bound, or larger: see `sizePrior`. */
const LARGE_SHARE = 0.1;

/**
 * What may have come of an image that was cancelled before it was complete and whose head was not reported: half of it.
 *
 * @param guess of such an image's size.
 * @param wasLoading it was in progress when it was cancelled: a large image takes longer, so it is more likely to be in
 *   progress at any instant. The mean of what is in progress is E(s²) / E(s) (length-biased sampling).
 */
export function halfPictureSize({ bytes, high }: Size, wasLoading: boolean): Size {
  const inProgress = wasLoading ? Math.min(high, (LARGE_SHARE * high * high) / Math.max(1, bytes)) : 0;
  return { bytes: Math.round(Math.max(bytes, inProgress) / 2), low: 0, high, evidence: 'modelled' };
}

/**
 * What had come of a response that was cancelled: what the link usually brings in the time since its head came, never
 * more than it declared.
 *
 * @param elapsedMs since the response's head.
 * @param bytesPerMs the link's usual speed.
 * @param declared Content-Length; `null` where there was none.
 * @param mostPerMs the link's best speed: a burst may have come just before the end was heard of.
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

/** How many times the size of a large page one that never ends may have reached. */
const LONG_PAGES = 4;

/**
 * What had arrived of a page without a declared length that was left before its end. Where that took long, it was the
 * server that took it, not the link: the time alone would make megabytes of it. At most what such a page weighs.
 *
 * @param come the size by the time: see `abandonedSize`
 * @param whole the guess for a page of its kind
 */
export function halfPageSize(come: Size, whole: Size): Size {
  return {
    bytes: Math.min(come.bytes, whole.bytes),
    low: 0,
    high: Math.min(come.high, LONG_PAGES * Math.max(FIRST_BYTES, whole.high)),
    evidence: 'modelled',
  };
}
