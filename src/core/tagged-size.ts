import { headerOf, type HttpHeader } from './http-header.ts';

/** Servers compress nothing larger on the fly. */
const MOST = 20_000_000;

/**
 * A body's size before its encoding, from the entity tags of common servers; `null` for any other tag. A weak tag of a
 * response that was compressed on the fly is still that of the file.
 *
 * - nginx: the time of the file and its length (`ngx_http_set_etag`), both in hexadecimal, in seconds;
 * - Apache: its length and its time in microseconds (`FileETag MTime Size`), with a suffix for what was compressed;
 * - Express and others that serve files like it: length and time in milliseconds, or length and a SHA-1 in base64
 *   (`etag` on npm).
 *
 * The time must be that of Last-Modified: a random tag is not taken for a size.
 */
export function taggedSizeOf(headers: readonly HttpHeader[]): number | null {
  const tag = /^(?:W\/)?"([0-9a-f]{1,16})-([\w+/]{1,27})(?:-gzip|-br)?"$/.exec(headerOf(headers, 'etag') ?? '');
  if (!tag) return null;
  const [, first, second] = tag as unknown as readonly [string, string, string];
  const modifiedAt = Date.parse(headerOf(headers, 'last-modified') ?? '');
  const isTime = (hex: string, perSecond: number) =>
    Math.floor(parseInt(hex, 16) / perSecond) === Math.floor(modifiedAt / 1000);
  const isHex = /^[0-9a-f]+$/.test(second);
  const isLengthFirst = second.length === 27 || (isHex && (isTime(second, 1e3) || isTime(second, 1e6)));
  const length = isLengthFirst ? first : isHex && isTime(first, 1) ? second : null;
  if (length === null) return null;
  const bytes = parseInt(length, 16);
  return bytes <= MOST ? bytes : null;
}
