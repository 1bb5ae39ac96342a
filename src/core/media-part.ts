import { contentLengthOf, headerOf, type HttpHeader } from './http-header.ts';
import type { MediaPart } from './media-size.ts';

/** Which part of its file a response brings, by its head (RFC 9110 §14.4). */
export function mediaPart({
  status,
  headers,
}: {
  status: number;
  headers: readonly HttpHeader[];
}): Pick<MediaPart, 'from' | 'total'> {
  if (status !== 206) return { from: 0, total: contentLengthOf(headers) };
  const [, from = '0', total] =
    /^bytes (\d{1,15})-\d*\/(\d{1,15})?/.exec(headerOf(headers, 'content-range') ?? '') ?? [];
  return { from: Number(from), total: total === undefined ? null : Number(total) };
}

/**
 * Where in its file the part that a request asks for begins (RFC 9110 §14.2): 0 where it has no Range, `null` where it
 * asks for the file's end.
 */
export function askedFrom(headers: readonly HttpHeader[]): number | null {
  const range = headerOf(headers, 'range');
  if (range === null) return 0;
  const [, from] = /^bytes=(\d{1,15})-/.exec(range) ?? [];
  return from === undefined ? null : Number(from);
}
