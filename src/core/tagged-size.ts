import { headerOf, type HttpHeader } from './http-header.ts';

/** Servers compress nothing larger on the fly. */
const MOST = 20_000_000;

/** What an entity tag says of a body: its bytes before its encoding or, `isEncoded`, as encoded. */
export type TaggedSize = { bytes: number; isEncoded: boolean };

/**
 * A compressed body's size, from the entity tags of common servers; `null` for any other tag. A weak tag of a response
 * that was compressed on the fly still is that of the file.
 *
 * - nginx: the time of the file and its length (`ngx_http_set_etag`), both in hexadecimal, in seconds;
 * - Apache: its length and its time in microseconds (`FileETag MTime Size`), with a suffix for what was compressed;
 * - Express and others that serve files like it: length and time in milliseconds, or length and a SHA-1 in base64
 *   (`etag` on npm);
 * - Caddy: time, in seconds or since 2.7 in nanoseconds, and length, both to the base of 36 (`calculateEtag`). Of a file
 *   that lies there compressed, which alone has Accept-Ranges, it is the compressed length.
 *
 * The time must be that of Last-Modified: a random tag is not taken for a size.
 */
export function taggedSizeOf(headers: readonly HttpHeader[]): TaggedSize | null {
  const tag = headerOf(headers, 'etag') ?? '';
  const seconds = Math.floor(Date.parse(headerOf(headers, 'last-modified') ?? '') / 1000);
  const length = hexLength(tag, seconds);
  const bytes = length ?? caddyLength(tag, seconds);
  if (bytes === null || !(bytes <= MOST)) return null;
  return { bytes, isEncoded: length === null && headerOf(headers, 'accept-ranges') === 'bytes' };
}

function hexLength(etag: string, seconds: number): number | null {
  const tag = /^(?:W\/)?"([0-9a-f]{1,16})-([\w+/]{1,27})(?:-gzip|-br)?"$/.exec(etag);
  if (!tag) return null;
  const [, first, second] = tag as unknown as readonly [string, string, string];
  const isTime = (hex: string, perSecond: number) => Math.floor(parseInt(hex, 16) / perSecond) === seconds;
  const isHex = /^[0-9a-f]+$/.test(second);
  const isLengthFirst = second.length === 27 || (isHex && (isTime(second, 1e3) || isTime(second, 1e6)));
  const length = isLengthFirst ? first : isHex && isTime(first, 1) ? second : null;
  return length === null ? null : parseInt(length, 16);
}

/** Digits of a time of this century to the base of 36. */
const CADDY_DIGITS = { seconds: 6, nanoseconds: 12 };

function caddyLength(etag: string, seconds: number): number | null {
  const tag = /^(?:W\/)?"([0-9a-z]{7,20})(?:-\w+)?"$/.exec(etag)?.[1];
  if (tag === undefined) return null;
  const times = [
    [CADDY_DIGITS.seconds, 1],
    [CADDY_DIGITS.nanoseconds, 1e9],
  ] as const;
  const time = times.find(([digits, unit]) => Math.floor(parseInt(tag.slice(0, digits), 36) / unit) === seconds);
  return time && tag.length > time[0] ? parseInt(tag.slice(time[0]), 36) : null;
}
