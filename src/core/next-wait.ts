import { WAITING_MS } from './in-flow.ts';
import type { MediaView } from './media-size.ts';

/** A film's index is no more than so much of it off, and its players begin at a picture that can be shown by itself. */
const NEAR = 0.05;

/**
 * What share of a film its player has now that is nowhere in or beside what it had; 0: nothing. Where there are several such
 * parts, one may be the end of what it was left with, of which it had not told yet: the shorter has just begun, unless it is
 * known `at` what share of the film that one was asked to begin (`null`: not known).
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
 * How long a response waited for its head, in ms, where that itself is not told: what it brought came at the link's pace
 * afterwards, until it was over or until its player first showed some of it, whichever says less. `null`: neither says anything,
 * since it has stood still. Of more than can have come by then some was there before: that it was shown then is all it says.
 *
 * @param came all of it, in `ms` since it was asked for.
 * @param seen what share of the film its player first showed of it, so long after it was asked for; `null`: none.
 * @param pace bytes a ms.
 * @param total the film's length; `null` where it is not known.
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
