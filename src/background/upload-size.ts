import { known, type Size } from '../core/body-size.ts';
import type { UnderWay } from './under-way.ts';

/** A request body of hidden size, before the page has reported it: a photograph is likely, anything is possible. */
const HIDDEN: Size = { bytes: 50_000, low: 0, high: 5_000_000, evidence: 'modelled' };

/**
 * The size of a request's body as far as it is known now; what the page reported for a redirect holds for the next hop.
 */
export function uploadSizeOf({ hop, hidden, bodyUp }: UnderWay): Size {
  const told = hop?.transfer.up;
  if (told && told.evidence !== 'modelled') return told;
  if (!hidden) return known(bodyUp, 'exact');
  return { ...HIDDEN, bytes: bodyUp + HIDDEN.bytes, low: bodyUp, high: bodyUp + HIDDEN.high };
}
