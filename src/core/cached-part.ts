import { bytesWithin, type ByteRanges } from './byte-ranges.ts';
import type { Size } from './body-size.ts';

/** What of a file the browser's cache has, as far as is known. `isAll`: it has nothing else of it. */
export type CachedPart = { ranges: ByteRanges; isAll: boolean };

/**
 * What of a response that begins at `from` came over the network, where the cache had a part of its file.
 *
 * @param size the response's own, by whatever evidence
 */
export function receivedOf(size: Size, from: number, { ranges, isAll }: CachedPart): Size {
  const beyond = (bytes: number) => bytes - bytesWithin(ranges, from, from + bytes);
  const { bytes, low, high, evidence, guessed } = size;
  if (!isAll) return { bytes: beyond(bytes), low: 0, high, evidence: 'modelled' };
  const received = { bytes: beyond(bytes), low: beyond(low), high: beyond(high), evidence };
  return guessed === undefined ? received : { ...received, guessed: Math.min(guessed, received.bytes) };
}
