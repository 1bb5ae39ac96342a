import { FASTEST_FLOW, onTheWay } from './behind-reader.ts';
import type { Size } from './body-size.ts';
import { FASTEST_LINK } from './fastest-link.ts';

/**
 * What had come of a film's part that its player gave up before the browser told of its head. Over a link that is faster than
 * its readers a server may have sent half a megabyte of it by then (`--set judge --site home-movies`: a jump that another
 * follows within 10 ms); over a phone's it sends what was asked for before.
 *
 * @param elapsedMs since it was asked for.
 * @param trip ms that an answer to a request for that film takes at the least.
 * @param pace at which the link brings the film at its best, in bytes a ms.
 * @returns `null` where nothing says that anything came.
 */
export function unheardPart(elapsedMs: number, trip: number, pace: number): Size | null {
  if (pace <= FASTEST_FLOW || elapsedMs <= trip) return null;
  const bytes = Math.round(Math.min(onTheWay(pace), pace * (elapsedMs - trip)));
  return { bytes, low: 0, high: Math.round(Math.max(pace, FASTEST_LINK) * (elapsedMs - trip)), evidence: 'modelled' };
}
