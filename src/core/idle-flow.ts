/**
 * After a film's player had enough, Firefox reads and counts on for so many bytes and ms' worth: 0.75 to 0.8 MB of four
 * films at 12 Mbit/s, 0.8 to 2.2 MB of twelve on the bench's flooded link, which brings 50 to 77 kB a ms (what was
 * counted less what their players had buffered).
 */
const READ_ON = { bytes: 800_000, ms: 10 };

/**
 * How fast a film came, in bytes a ms, and how many of the bytes that Firefox has counted of it came after its player
 * had enough.
 *
 * @param bytes counted; in `readMs` until its player had enough, and in `idleMs` since.
 */
export function idleFlow({ bytes, readMs, idleMs }: { bytes: number; readMs: number; idleMs: number }): {
  pace: number;
  readOn: number;
} {
  const steady = bytes / (readMs + idleMs);
  if (steady * idleMs <= READ_ON.bytes + steady * READ_ON.ms) return { pace: steady, readOn: steady * idleMs };
  const pace = Math.max(0, bytes - READ_ON.bytes) / (readMs + READ_ON.ms);
  return { pace, readOn: bytes - pace * readMs };
}
