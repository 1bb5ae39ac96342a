import { MINUTE_MS } from './duration.ts';
import { SLOT_MS } from './slot.ts';

/** What slots have told so far of a minute of one site's use; begins as `{ bytes: 0, weighed: 0 }`. */
export type MinuteSum = { bytes: number; weighed: number };

/**
 * Adds one slot's use to a sum. A slot that old ones were folded into tells of no minutes, and adds nothing.
 *
 * @param from epoch ms; `to` is the slot's end, or now where that lies ahead
 * @param bytes of the site, both ways
 */
export function addToMinute(sum: MinuteSum, { from, to }: { from: number; to: number }, bytes: number): void {
  if (bytes <= 0 || to - from > SLOT_MS) return;
  sum.bytes += bytes;
  sum.weighed += bytes * (bytes / Math.max(1, (to - from) / MINUTE_MS));
}

/**
 * Bytes of a minute of a site's use: the mean over its slots, each weighed by its own bytes, so that neither a glance
 * nor a tab left open thins out an evening. `null`: no slot tells.
 */
export function usualMinute({ bytes, weighed }: MinuteSum): number | null {
  return bytes > 0 ? weighed / bytes : null;
}
