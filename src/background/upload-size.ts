import { known, type Size } from '../core/body-size.ts';
import { refusedUpload } from '../core/left-upload.ts';
import type { OpenPosting } from '../storage/schema.ts';
import type { UnderWay } from './under-way.ts';

/** A request body of hidden size, before the page has reported it: a photograph is likely, anything is possible. */
const HIDDEN: Size = { bytes: 50_000, low: 0, high: 5_000_000, evidence: 'modelled' };

/**
 * The size of a request's body as far as it is known now; what the page reported for a redirect holds for the next hop.
 *
 * @param grown the posting of what had been sent; `null`: none.
 * @param byError what can have been sent before its server answered with an error; `null`: it did not.
 */
export function uploadSizeOf(
  { hop, hidden, bodyUp }: UnderWay,
  grown: OpenPosting | null = null,
  byError: Size | null = null,
): Size {
  const told = hop?.transfer.up;
  if (told && told.evidence !== 'modelled') return told;
  const sent = grown?.transfer.up ?? known(0, 'exact');
  // An earlier run of the background heard how large the body was.
  if (!hidden) return bodyUp === 0 ? sent : refusedUpload(bodyUp, byError);
  const low = Math.max(bodyUp, sent.bytes);
  return { ...HIDDEN, bytes: Math.max(low, bodyUp + HIDDEN.bytes), low, high: low + HIDDEN.high };
}
