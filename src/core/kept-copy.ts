import { known, type Size } from './body-size.ts';

/**
 * A question about a response's HTTP cache entry. `stamp`: see `keptStamp`; `isEncoded`: how well it compresses is
 * wanted, too.
 */
export type KeptAsk = { url: string; stamp: string; isEncoded: boolean };

/**
 * An HTTP cache entry: its decoded bytes, and the share of them that gzip would leave (1 where that was not asked for).
 */
export type KeptCopy = { decoded: number; gzipShare: number };

/**
 * Encoded sizes relative to what gzip (zlib's level 6) leaves of a body, with the bounds of a 90 % interval, by the
 * levels at which servers compress on the fly; over the text files of real packages. gzip at 1 (nginx's default), 4, 6
 * (Apache's and Node's) and 9 left 1.11, 1.03, 1 and 0.99 of it; brotli at 4, 5, 6 and 11 (Node's default) 1.00, 0.93,
 * 0.93 and 0.84; zstd at 1, 3 (its default) and 6 1.09, 1.05 and 1.00. `kept-copy.test.ts` compresses others, except
 * with zstd, which Node 20 lacks.
 */
const RATIO_TO_GZIP: Readonly<Record<string, { low: number; bytes: number; high: number }>> = {
  gzip: { low: 0.95, bytes: 1.03, high: 1.23 },
  deflate: { low: 0.95, bytes: 1.03, high: 1.23 },
  br: { low: 0.81, bytes: 0.95, high: 1.07 },
  zstd: { low: 0.97, bytes: 1.04, high: 1.14 },
};

/**
 * The encoded size of a cache entry's body.
 *
 * @param encoding Content-Encoding; `null`: none.
 * @returns `null` for an unknown encoding.
 */
export function sizeOfKept({ decoded, gzipShare }: KeptCopy, encoding: string | null): Size | null {
  if (encoding === null) return known(decoded, 'observed');
  const name = encoding.trim().toLowerCase();
  const ratio = Object.hasOwn(RATIO_TO_GZIP, name) ? RATIO_TO_GZIP[name] : undefined;
  if (!ratio) return null;
  const gzipped = decoded * gzipShare;
  const at = (share: number) => Math.round(gzipped * share);
  return { bytes: at(ratio.bytes), low: at(ratio.low), high: at(ratio.high), evidence: 'modelled' };
}
