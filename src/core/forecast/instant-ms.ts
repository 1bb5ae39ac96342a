import { epochMs } from '../epoch-ms.ts';

/**
 * As {@link epochMs}, for instants without which there is no answer.
 *
 * @throws RangeError where the text is not an ISO 8601 instant, or has no offset
 */
export function instantMs(text: string): number {
  const ms = epochMs(text);
  if (Number.isNaN(ms)) throw new RangeError(`not an instant: ${text}`);
  return ms;
}
