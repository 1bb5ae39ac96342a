import { WAITING_MS } from './in-flow.ts';
import type { MediaView } from './media-size.ts';

/** A place's share of a film in bytes and in time differ by no more than this; and players begin at a keyframe. */
const NEAR = 0.05;

/**
 * The share of a film in a range that its player has newly buffered, one that neither overlaps nor touches what it had
 * `before`; 0: none. Of several such ranges one may be the end of what it had been loading, which it had not reported
 * yet: the shortest is the new one, unless it is known `at` what share of the film the new one was requested to begin
 * (`null`: unknown).
 */
export function startedAnew(
  before: MediaView | null,
  { duration, buffered }: MediaView,
  at: number | null = null,
): number {
  if (!(duration > 0)) return 0;
  const had = before?.buffered ?? [];
  const isNew = ([from, to]: readonly [number, number]) => !had.some(([start, end]) => from <= end && to >= start);
  const isThere = ([from]: readonly [number, number]) => at === null || Math.abs(from / duration - at) <= NEAR;
  const seconds = buffered.filter((one) => isNew(one) && isThere(one)).map(([from, to]) => to - from);
  return seconds.length > 0 ? Math.min(1, Math.max(0, Math.min(...seconds) / duration)) : 0;
}

/**
 * How long a request waited for its response's head, in ms, where the browser does not tell: the response then came at
 * the link's pace, until it ended or until its player first reported some of it; the shorter estimate counts. `null`:
 * neither tells anything, because the response stalled. If the player reported more than can have come by then, it had
 * some of that before, and only the time of its report counts.
 *
 * @param came the whole response, in `ms` since it was requested.
 * @param seen what share of the film its player first reported of it, and how long after the request; `null`: none.
 * @param pace bytes a ms.
 * @param total the film's length; `null`: unknown.
 */
export function waitedFor({
  came,
  seen,
  pace,
  total,
}: {
  came: { bytes: number; ms: number };
  seen: { ms: number; share: number } | null;
  pace: number;
  total: number | null;
}): number | null {
  const byEnd = Math.max(0, came.ms - came.bytes / pace);
  const byView = seen && total !== null ? seen.ms - (seen.share * total) / pace : Infinity;
  const least = Math.min(byEnd, byView >= 0 ? byView : seen!.ms);
  return least <= WAITING_MS ? least : null;
}
