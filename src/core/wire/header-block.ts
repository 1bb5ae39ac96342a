import type { HttpHeader } from '../http-header.ts';
import { createHeaderTable, type HeaderTable } from './header-table.ts';

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

/** Bytes of a header block of these fields, the first on its connection. */
export function firstBlock(headers: readonly HttpHeader[]): number {
  const table = createHeaderTable();
  return headers.reduce((bytes, { name, value }) => bytes + table.add(name.toLowerCase(), value ?? ''), 0);
}

/** Bytes of the same fields as HTTP/1.1 spells them: `: ` and a line end each (RFC 9112 §5), a start line of 20. */
export const spelledBytes = (headers: readonly HttpHeader[]): number =>
  headers.reduce((bytes, { name, value }) => bytes + name.length + (value?.length ?? 0) + 4, 22);
