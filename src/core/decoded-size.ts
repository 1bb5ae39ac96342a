import { known, type Size } from './body-size.ts';

/**
 * What a text weighs on the wire as a share of what the page reads of it: gzip and brotli leave a quarter to a third
 * of scripts, styles, pages and JSON (HTTP Archive, Web Almanac 'Compression'); between the ends nine in ten.
 */
const ENCODED_SHARE = { low: 0.12, mean: 0.27, high: 0.55 };

/** The size of a body of which the page read `read` bytes: as they came, or after decoding. */
export function decodedSize(read: number, encoded: boolean): Size {
  if (!encoded) return known(read, 'observed');
  const { low, mean, high } = ENCODED_SHARE;
  return {
    bytes: Math.round(read * mean),
    low: Math.round(read * low),
    high: Math.round(read * high),
    evidence: 'modelled',
  };
}
