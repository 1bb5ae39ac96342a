import type { HttpHeader } from '../http-header.ts';
import { createHeaderTable, type HeaderTable } from './header-table.ts';

/**
 * What is left of a head in a header block, as a share of its HTTP/1.1 spelling: the first on a connection is only
 * Huffman-coded, later ones refer to it. From the tables' own figures over the bench's build pages.
 */
const USUAL_SHARE = { first: { down: 0.75, up: 0.72 }, later: { down: 0.4, up: 0.15 } };

/** Bytes of a header block, with nothing known of its connection but whether it is the first. */
export const usualBlock = (headBytes: number, way: 'down' | 'up', isFirst: boolean): number =>
  headBytes * USUAL_SHARE[isFirst ? 'first' : 'later'][way];

/** Bytes of a response's header block, after all that `table` has seen. Names in lower case, as HTTP/2 has them. */
export function responseBlock(status: number, headers: readonly HttpHeader[], table: HeaderTable): number {
  let bytes = table.add(':status', String(status));
  for (const { name, value } of headers) bytes += table.add(name, value ?? '');
  return bytes;
}

/** Bytes of a block of these fields on a connection of their own. */
export function lonelyBlock(headers: readonly HttpHeader[]): number {
  const table = createHeaderTable();
  return headers.reduce((bytes, { name, value }) => bytes + table.add(name.toLowerCase(), value ?? ''), 0);
}

/** Bytes of the same fields as HTTP/1.1 spells them: `: ` and a line end each (RFC 9112 §5), a start line of 20. */
export const spelledBytes = (headers: readonly HttpHeader[]): number =>
  headers.reduce((bytes, { name, value }) => bytes + name.length + (value?.length ?? 0) + 4, 22);
