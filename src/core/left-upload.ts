import { abandonedSize } from './abandoned-size.ts';
import { known, type Size } from './body-size.ts';

/**
 * What had been sent of a request's body when it was stopped half-way: what uploads usually send in that time, never
 * more than the body has; maybe nothing, if it waited for a connection or for a preflight that was refused.
 *
 * @param bodyBytes `null`: unknown.
 * @param elapsedMs since the browser reported the request.
 * @param waitMs the shortest round trip, which a connection takes twice before anything is sent, if it is new; on average
 *   one passes. `undefined`: unknown.
 * @param bytesPerMs the usual speed of uploads.
 */
export const leftUpload = (
  bodyBytes: number | null,
  elapsedMs: number,
  waitMs: number | undefined,
  bytesPerMs: number,
): Size => ({ ...abandonedSize(elapsedMs - (waitMs ?? 0), bytesPerMs, bodyBytes), low: 0 });

/**
 * What Chromium had sent beyond what it had told the page, in ms of an upload at its own average pace: of eight uploads
 * that were aborted 290 to 680 ms at 4, 12 and 40 Mbit/s, of three whose tab was closed 100 (`bench:accuracy -- --set
 * build --site video-share --site cloud-disk --mbit 12 --rtt 40` and its like). Firefox tells to a piece what it sent.
 */
const BEHIND_MS = { aborted: 450, closed: 100, most: 900 };

/** What a browser reads of a body at once, at most. */
const PIECE_BYTES = 65_536;

/**
 * What the operating system had accepted and never sent, over HTTP/1.1: a connection that is closed before it has read
 * the session tickets of its server is reset, and that loses its buffer. It was 0.3 to 1.2 MB of six uploads on
 * connections that had brought no response before (the same command, `cloud-disk`).
 */
const LOST_BYTES = 1_300_000;

/**
 * The same where the page was told how much the browser had sent.
 *
 * @param sentBytes what it was told last.
 * @param bodyBytes `null`: unknown.
 * @param elapsedMs since the browser reported the request.
 * @param isBehind the browser tells late, as Chromium does.
 * @param isLast the page heard of the end, and told this after it.
 */
export function toldUpload(
  sentBytes: number,
  bodyBytes: number | null,
  elapsedMs: number,
  { isBehind, isLast }: { isBehind: boolean; isLast: boolean },
): Size {
  const most = bodyBytes ?? Infinity;
  const perMs = isBehind ? sentBytes / Math.max(BEHIND_MS.most, elapsedMs) : 0;
  const after = (ms: number) => Math.min(most, sentBytes + Math.round(perMs * ms));
  return {
    bytes: after(isLast ? BEHIND_MS.aborted : BEHIND_MS.closed),
    low: Math.min(most, Math.max(0, sentBytes - LOST_BYTES)),
    high: Math.min(most, after(BEHIND_MS.most) + PIECE_BYTES),
    evidence: 'observed',
  };
}

/**
 * What was sent of a body of `bodyBytes` to which its server answered with an error. `byThen`: what can have been sent
 * before that answer; a body that is larger was refused before it had come whole. `null`: no error.
 */
export const refusedUpload = (bodyBytes: number, byThen: Size | null): Size =>
  byThen && bodyBytes > byThen.high ? byThen : known(bodyBytes, 'exact');

/** What a stopped upload had sent, once the page has reported the size of the whole body. */
export const leftOf = (bodyBytes: number, { bytes, low, high, evidence }: Size): Size => ({
  bytes: Math.min(bodyBytes, bytes),
  low: Math.min(bodyBytes, low),
  high: Math.min(bodyBytes, high),
  evidence,
});
