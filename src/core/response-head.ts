import type { HttpHeader } from './http-header.ts';
import type { Protocol } from './wire.ts';

/** A field line's `: ` and its line end (RFC 9112 §5). */
const FIELD_OVERHEAD = 4;

/**
 * How Firefox spells the status line of HTTP/2 and later, which have none, before it counts it: `HTTP/2 200` and a
 * line end. Its sizes were equal to body plus this spelling, to the byte.
 */
const STATUS_LINE = 12;

const LINE_END = 2;

/** Bytes of a response's head as HTTP/1.1 spells it. `statusLine` without its line end. */
export function responseHeadSize(protocol: Protocol, statusLine: string, headers: readonly HttpHeader[]): number {
  let bytes = (protocol === 'http/1.1' ? statusLine.length + LINE_END : STATUS_LINE) + LINE_END;
  for (const { name, value } of headers) bytes += name.length + (value?.length ?? 0) + FIELD_OVERHEAD;
  return bytes;
}
