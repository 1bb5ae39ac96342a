import type { Size } from './body-size.ts';

/** How far the link's speed during one response may lie from its usual one, either way. */
const SPEED_FACTOR = 4;

/** What a browser may have received of any response before anybody could stop it: its first congestion windows. */
const FIRST_BYTES = 64_000;

/** What a browser tells is heard of within this. */
const UNHEARD_MS = 50;

/** What may have come of a response that was given up before its head was heard of: mostly nothing. */
export function unheardSize(bytesPerMs: number): Size {
  return { bytes: 0, low: 0, high: Math.round(FIRST_BYTES + UNHEARD_MS * bytesPerMs), evidence: 'modelled' };
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
