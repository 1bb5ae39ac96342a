import { stringBytes } from './huffman-length.ts';
import { isStaticEntry, staticIndex } from './static-table.ts';

/** The header fields that one side of a connection has sent: the peer's dynamic table, as far as sizes depend on it. */
export type HeaderTable = {
  /** Bytes of a field in a header block. Names in lower case, `:path` and its like included. */
  add(name: string, value: string): number;
};

/** SETTINGS_HEADER_TABLE_SIZE's default, which encoders keep to though Chromium allows 65,536 (RFC 9113 §6.5.2). */
const TABLE_BYTES = 4096;

/** An entry's size besides name and value (RFC 7541 §4.1). */
const ENTRY_BYTES = 32;

/**
 * Fields that differ from message to message and are sent without being added to the table: nghttp2's choice
 * (`hd_deflate_decide_indexing` in nghttp2_hd.c), close to that of QUICHE, which excludes `:path` alone.
 */
const NEVER_KEPT: ReadonlySet<string> = new Set([
  ':path',
  'age',
  'authorization',
  'content-length',
  'etag',
  'if-modified-since',
  'if-none-match',
  'location',
  'set-cookie',
]);

/** An index with a prefix of this many bits takes one byte, or two (RFC 7541 §5.1; no index of ours needs a third). */
const indexBytes = (index: number, prefixBits: number) => (index < 2 ** prefixBits - 1 ? 1 : 2);

/**
 * HPACK's dynamic table (RFC 7541 §2.3.2), first in, first out. QPACK's costs the same but for a byte or two a block.
 */
export function createHeaderTable(): HeaderTable {
  const values = new Map<string, Set<string>>();
  const queue: { name: string; value: string }[] = [];
  let oldest = 0;
  let bytes = 0;

  const size = (name: string, value: string) => name.length + value.length + ENTRY_BYTES;

  const evict = () => {
    const { name, value } = queue[oldest++]!;
    bytes -= size(name, value);
    const kept = values.get(name)!;
    kept.delete(value);
    if (kept.size === 0) values.delete(name);
    if (oldest <= 64) return;
    queue.splice(0, oldest);
    oldest = 0;
  };

  const keep = (name: string, value: string) => {
    const kept = values.get(name);
    if (kept) kept.add(value);
    else values.set(name, new Set([value]));
    queue.push({ name, value });
    bytes += size(name, value);
    while (bytes > TABLE_BYTES) evict();
  };

  return {
    add: (name, value) => {
      const kept = values.get(name);
      // The 61 static entries come first: a dynamic index may need a second byte, but not within this table's size.
      if (kept?.has(value) || isStaticEntry(name, value)) return 1;
      const isKept = !NEVER_KEPT.has(name);
      const index = staticIndex(name) ?? (kept ? 62 : undefined);
      const nameBytes = index === undefined ? 1 + stringBytes(name) : indexBytes(index, isKept ? 6 : 4);
      if (isKept) keep(name, value);
      return nameBytes + stringBytes(value);
    },
  };
}
