import { FASTEST_FLOW, usuallyInFlight } from './behind-reader.ts';
import type { Size } from './body-size.ts';
import { FASTEST_LINK } from './fastest-link.ts';

/**
 * What had come of a part of a film that its player cancelled before the browser reported its head. On a link that is
 * faster than its readers a server may have sent half a megabyte by then (`--set judge --site home-movies`: one seek
 * follows another within 10 ms); on a phone's link it is still sending what was requested before.
 *
 * @param elapsedMs since it was requested.
 * @param trip the least time in ms that an answer to a request for that film takes.
 * @param pace the link's best pace for that film, in bytes a ms.
 * @returns `null` where nothing indicates that anything came.
 */
export function unheardPart(elapsedMs: number, trip: number, pace: number): Size | null {
  if (pace <= FASTEST_FLOW || elapsedMs <= trip) return null;
  const bytes = Math.round(Math.min(usuallyInFlight(pace), pace * (elapsedMs - trip)));
  return { bytes, low: 0, high: Math.round(Math.max(pace, FASTEST_LINK) * (elapsedMs - trip)), evidence: 'modelled' };
}
