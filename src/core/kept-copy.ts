import { known, type Size } from './body-size.ts';

/** What a cache has kept of a response: its bytes after decoding, and the share of them that gzip would leave, 0…1. */
export type KeptCopy = { decoded: number; gzipShare: number };

/**
 * What a body weighed by what gzip (zlib's level 6) leaves of it, with the ends of a 90 % interval: by the levels that servers
 * pack at as they answer, over the text files of real packages, which `kept-copy.test.ts` packs again. gzip at 1 (nginx's
 * own), 4, 6 (Apache's and Node's) and 9 leaves 1.11, 1.03, 1 and 0.99 of it; brotli at 4, 5 and 6 1.00, 0.93 and 0.93,
 * and at 11, Node's own, 0.84; zstd at 1, 3 (its own) and 6 1.09, 1.05 and 1.00.
 */
const TO_GZIP: Readonly<Record<string, { low: number; bytes: number; high: number }>> = {
  gzip: { low: 0.95, bytes: 1.03, high: 1.23 },
  deflate: { low: 0.95, bytes: 1.03, high: 1.23 },
  br: { low: 0.8, bytes: 0.93, high: 1.04 },
  zstd: { low: 0.97, bytes: 1.04, high: 1.14 },
};

/** @param encoding as Content-Encoding names it; `null`: none. @returns `null` where it is none that is known. */
export function sizeOfKept({ decoded, gzipShare }: KeptCopy, encoding: string | null): Size | null {
  if (encoding === null) return known(decoded, 'observed');
  const to = TO_GZIP[encoding.trim().toLowerCase()];
  if (!to) return null;
  const gzipped = decoded * gzipShare;
  const at = (share: number) => Math.round(gzipped * share);
  return { bytes: at(to.bytes), low: at(to.low), high: at(to.high), evidence: 'modelled' };
}
