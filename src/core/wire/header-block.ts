import type { HttpHeader } from '../http-header.ts';
import { createHeaderTable, type HeaderTable } from './header-table.ts';
import { stringBytes } from './huffman-length.ts';

/**
 * The size of a header block as a share of the same head in HTTP/1.1: the first on a connection is only Huffman-coded,
 * later ones refer to it. From header tables over the bench's build pages.
 */
const USUAL_SHARE = { first: { down: 0.75, up: 0.72 }, later: { down: 0.4, up: 0.15 } };

/** Bytes of a header block where all that is known of its connection is whether the block is its first. */
export const usualBlock = (headBytes: number, way: 'down' | 'up', isFirst: boolean): number =>
  headBytes * USUAL_SHARE[isFirst ? 'first' : 'later'][way];

/** Bytes of a response's header block, after all that `table` has seen. Names in lower case, as HTTP/2 has them. */
export function responseBlock(status: number, headers: readonly HttpHeader[], table: HeaderTable): number {
  let bytes = table.add(':status', String(status));
  for (const { name, value } of headers) bytes += table.add(name, value ?? '');
  return bytes;
}

/** Names that nginx has an index for (`ngx_http_v2_header_filter`); it spells out all others. */
const NGINX_INDEXED: ReadonlySet<string> = new Set([
  'content-length',
  'content-type',
  'date',
  'last-modified',
  'location',
  'server',
  'vary',
]);

/** Bytes of a response's header block as nginx writes it: nothing refers to what was sent before. */
export const spelledBlock = (status: number, headers: readonly HttpHeader[]): number =>
  headers.reduce(
    (bytes, { name, value }) =>
      bytes + (NGINX_INDEXED.has(name) ? 1 : 1 + stringBytes(name)) + stringBytes(value ?? ''),
    createHeaderTable().add(':status', String(status)),
  );

/** Bytes of a header block of these fields, the first on its connection. */
export function firstBlock(headers: readonly HttpHeader[]): number {
  const table = createHeaderTable();
  return headers.reduce((bytes, { name, value }) => bytes + table.add(name.toLowerCase(), value ?? ''), 0);
}

/** Bytes of the same fields as HTTP/1.1 spells them: `: ` and a line end each (RFC 9112 §5), a start line of 20. */
export const spelledBytes = (headers: readonly HttpHeader[]): number =>
  headers.reduce((bytes, { name, value }) => bytes + name.length + (value?.length ?? 0) + 4, 22);
