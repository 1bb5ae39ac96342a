/** Disjoint ranges of a file's bytes, in ascending order: the first byte, and the one after the last. */
export type ByteRanges = readonly (readonly [from: number, to: number])[];

/** The ranges with one more; those that touch or overlap become one. An empty range (`to` ≤ `from`) adds nothing. */
export function withRange(ranges: ByteRanges, from: number, to: number): ByteRanges {
  if (!(to > from)) return ranges;
  const apart = ranges.filter((range) => range[1] < from || range[0] > to);
  const touching = ranges.filter((range) => !apart.includes(range));
  const joined = [
    Math.min(from, ...touching.map(([start]) => start)),
    Math.max(to, ...touching.map(([, end]) => end)),
  ] as const;
  return [...apart, joined].sort(([a], [b]) => a - b);
}

/** How many bytes of the ranges lie from `from` up to, not including, `to`. */
export const bytesWithin = (ranges: ByteRanges, from: number, to: number): number =>
  ranges.reduce((sum, [start, end]) => sum + Math.max(0, Math.min(end, to) - Math.max(start, from)), 0);

/** The first byte at `from` or after it that no range has. */
export const firstMissing = (ranges: ByteRanges, from: number): number =>
  ranges.find(([start, end]) => start <= from && from < end)?.[1] ?? from;
