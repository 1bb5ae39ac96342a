import type { MediaView } from './media-size.ts';

/**
 * What was still to come of a film's first response after so many bytes of it, by the share of the film's duration that
 * its player has buffered (as exact as the film's bitrate is constant); `Infinity` where that says nothing.
 */
export function unbuffered(view: MediaView | null, bytes: number): number {
  const [first, ...others] = view?.buffered ?? [];
  if (!view || !first || others.length > 0 || first[0] > 0 || !(first[1] > 0 && view.duration > 0)) return Infinity;
  return Math.max(0, bytes * (view.duration / first[1] - 1));
}
