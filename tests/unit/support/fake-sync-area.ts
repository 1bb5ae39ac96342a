import type { SyncArea } from '../../../src/browser/sync-area.ts';

/** One account's storage, with Chrome's limits: several devices may hold it. */
export function createFakeSyncArea(): SyncArea & { items: Map<string, unknown>; writes: number } {
  const items = new Map<string, unknown>();
  const size = (key: string, value: unknown) => key.length + JSON.stringify(value).length;
  const area = {
    items,
    writes: 0,
    read: () => Promise.resolve(structuredClone(Object.fromEntries(items))),
    write: (changes: Record<string, unknown>) => {
      area.writes++;
      const next = new Map([...items, ...Object.entries(changes)]);
      const sizes = [...next].map(([key, value]) => size(key, value));
      if (sizes.some((one) => one > 8192)) return Promise.reject(new Error('QUOTA_BYTES_PER_ITEM quota exceeded'));
      if (sizes.reduce((a, b) => a + b, 0) > 102_400) return Promise.reject(new Error('QUOTA_BYTES quota exceeded'));
      for (const [key, value] of Object.entries(changes)) items.set(key, structuredClone(value));
      return Promise.resolve();
    },
    remove: (keys: string[]) => {
      for (const key of keys) items.delete(key);
      return Promise.resolve();
    },
  };
  return area;
}
