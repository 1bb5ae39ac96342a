import type { SyncArea } from '../../../src/browser/sync-area.ts';

/** Chrome's limits of `storage.sync`; Firefox has the same, except those on writes. */
const ITEM_BYTES = 8192;
const ALL_BYTES = 102_400;
const MOST_ITEMS = 512;
const WRITES = [
  { within: 60_000, most: 120, name: 'MAX_WRITE_OPERATIONS_PER_MINUTE' },
  { within: 3_600_000, most: 1800, name: 'MAX_WRITE_OPERATIONS_PER_HOUR' },
];

/**
 * As Chromium counts: the key and the value's JSON, in UTF-8; it escapes characters that could end a script or a line.
 */
const sizeOf = (key: string, value: unknown) =>
  new TextEncoder().encode(key + JSON.stringify(value).replace(/[<\u2028\u2029]/g, '\\u003C')).length;

/** Why these items may not be stored together; `null` where they may. */
export function refusalOf(items: ReadonlyMap<string, unknown>): Error | null {
  const sizes = [...items].map(([key, value]) => sizeOf(key, value));
  if (sizes.some((one) => one > ITEM_BYTES)) return new Error('QUOTA_BYTES_PER_ITEM quota exceeded');
  if (sizes.reduce((a, b) => a + b, 0) > ALL_BYTES) return new Error('QUOTA_BYTES quota exceeded');
  return sizes.length > MOST_ITEMS ? new Error('MAX_ITEMS quota exceeded') : null;
}

/** One account's storage with the browser's limits, shared by several devices. */
export function createFakeSyncArea(): SyncArea & {
  items: Map<string, unknown>;
  writes: number;
  /** The storage as seen by one device; its writes are limited by its own clock. */
  on(now: () => number): SyncArea;
} {
  const items = new Map<string, unknown>();
  const area = {
    items,
    writes: 0,
    read: () => Promise.resolve(structuredClone(Object.fromEntries(items))),
    write: (changes: Record<string, unknown>) => {
      area.writes++;
      const refusal = refusalOf(new Map([...items, ...Object.entries(changes)]));
      if (refusal) return Promise.reject(refusal);
      for (const [key, value] of Object.entries(changes)) items.set(key, structuredClone(value));
      return Promise.resolve();
    },
    remove: (keys: string[]) => {
      for (const key of keys) items.delete(key);
      return Promise.resolve();
    },
    on: (now: () => number): SyncArea => {
      const limited = limitWrites(now);
      return {
        read: () => area.read(),
        write: (changes) => limited(() => area.write(changes)),
        remove: (keys) => limited(() => area.remove(keys)),
      };
    },
  };
  return area;
}

function limitWrites(now: () => number) {
  const written: number[] = [];
  return (write: () => Promise<void>): Promise<void> => {
    written.push(now());
    const over = WRITES.find(({ within, most }) => written.filter((at) => at > now() - within).length > most);
    return over ? Promise.reject(new Error(`This request exceeds the ${over.name} quota.`)) : write();
  };
}
