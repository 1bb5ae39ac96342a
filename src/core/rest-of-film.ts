import type { MediaView } from './media-size.ts';

/**
 * The length of a film's file in bytes, by where the one part that its player has jumped to begins: at the offset
 * `jumpedTo` of the file, and, as its player reports, so far into the film (as exact as the film's bitrate is
 * constant). `null` where the report has no such part, or several.
 */
export function lengthByJump({ duration, buffered }: MediaView, jumpedTo: number): number | null {
  const [one, ...others] = buffered.filter(([begin]) => begin > 0);
  if (!one || others.length > 0 || !(one[0] < duration)) return null;
  return (jumpedTo * duration) / one[0];
}

/** Bytes that were still to come of a response; `most`: at most, where `mean` is an estimate. */
export type Rest = { mean: number; most: number };

/** How far the share of a film that its player has buffered may be off, in bytes and as a share of what was counted. */
const DOUBT = { bytes: 1_500_000, share: 0.15 };

/** What is still to come of a response of a file of `length` bytes that began at `from` (`null`: at its beginning). */
export function restByLength(length: number, from: number | null, bytes: number): Rest {
  const rest = Math.max(0, length - (from ?? 0) - bytes);
  return { mean: rest, most: rest };
}

/**
 * What was still to come of a film's first response after `bytes` of it, by the share of the film's duration that its
 * player has buffered (as exact as the film's bitrate is constant). `null` where that says nothing.
 *
 * @param readOn bytes of them that were counted after its player had enough, which it does not buffer.
 */
export function restByShare(view: MediaView | null, bytes: number, readOn: number): Rest | null {
  const [begin, end] = view?.buffered[0] ?? [];
  if (!view || begin !== 0 || !(end! > 0 && view.duration > 0)) return null;
  const rest = ((bytes - readOn) * view.duration) / end! - bytes;
  return { mean: Math.max(0, rest), most: Math.max(0, rest + DOUBT.bytes + DOUBT.share * bytes) };
}
