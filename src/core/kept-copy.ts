import { known, type Size } from './body-size.ts';

/** A copy that is asked for. `stamp`: see `keptStamp`; `isEncoded`: how well it packs is wanted, too. */
export type KeptAsk = { url: string; stamp: string; isEncoded: boolean };

/** What a cache has kept of a response: its bytes after decoding, and the share of them that gzip would leave, 0…; 1 where not asked for. */
export type KeptCopy = { decoded: number; gzipShare: number };

/**
 * What a body weighed by what gzip (zlib's level 6) leaves of it, with the ends of a 90 % interval: by the levels that servers
 * pack at as they answer, over the text files of real packages. gzip at 1 (nginx's own), 4, 6 (Apache's and Node's) and 9 left
 * 1.11, 1.03, 1 and 0.99 of it; brotli at 4, 5, 6 and 11 (Node's own) 1.00, 0.93, 0.93 and 0.84; zstd at 1, 3 (its own) and 6
 * 1.09, 1.05 and 1.00. `kept-copy.test.ts` packs others again, except with zstd, which Node 20 has not.
 */
const TO_GZIP: Readonly<Record<string, { low: number; bytes: number; high: number }>> = {
  gzip: { low: 0.95, bytes: 1.03, high: 1.23 },
  deflate: { low: 0.95, bytes: 1.03, high: 1.23 },
  br: { low: 0.81, bytes: 0.95, high: 1.07 },
  zstd: { low: 0.97, bytes: 1.04, high: 1.14 },
};

/** @param encoding as Content-Encoding names it; `null`: none. @returns `null` where it is none that is known. */
export function sizeOfKept({ decoded, gzipShare }: KeptCopy, encoding: string | null): Size | null {
  if (encoding === null) return known(decoded, 'observed');
  const name = encoding.trim().toLowerCase();
  const to = Object.hasOwn(TO_GZIP, name) ? TO_GZIP[name] : undefined;
  if (!to) return null;
  const gzipped = decoded * gzipShare;
  const at = (share: number) => Math.round(gzipped * share);
  return { bytes: at(to.bytes), low: at(to.low), high: at(to.high), evidence: 'modelled' };
}
