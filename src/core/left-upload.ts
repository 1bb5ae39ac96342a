import { abandonedSize } from './abandoned-size.ts';
import type { Size } from './body-size.ts';

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

/** The same, once the page has reported the size of the whole body. */
export const leftOf = (bodyBytes: number, { bytes, low, high }: Size): Size => ({
  bytes: Math.min(bodyBytes, bytes),
  low: Math.min(bodyBytes, low),
  high: Math.min(bodyBytes, high),
  evidence: 'modelled',
});
