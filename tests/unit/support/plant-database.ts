import { openDB } from 'idb';
import { DATABASE_NAME } from '../../../src/storage/schema.ts';

/** A database as it was on a disk. */
export type DatabaseFixture = {
  version: number;
  stores: Record<string, { keyPath?: string | readonly string[]; indexes?: readonly string[] }>;
  records: Record<string, readonly { key: unknown; value: unknown }[]>;
};

const bytesOf = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (two) => parseInt(two, 16));

/** A fixture's value with its bytes: `packed` in version 1, `{ hex }` in the others. */
function revived(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('hex' in value) return bytesOf(String(value.hex));
  if (Array.isArray(value)) return value.map(revived);
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      key === 'packed' && typeof one === 'string' ? bytesOf(one) : revived(one),
    ]),
  );
}

/** Writes a fixture to the disk with IndexedDB's own API, since the code of its time no longer exists. */
export async function plantDatabase(
  { version, stores, records }: DatabaseFixture,
  called = DATABASE_NAME,
): Promise<void> {
  const database = await openDB(called, version, {
    upgrade(db) {
      for (const [name, { keyPath, indexes = [] }] of Object.entries(stores)) {
        const store = db.createObjectStore(name, keyPath ? { keyPath: keyPath as string | string[] } : {});
        for (const index of indexes) store.createIndex(index, index);
      }
    },
  });
  for (const [name, all] of Object.entries(records))
    for (const { key, value } of all) {
      const whole = revived(value);
      await (stores[name]!.keyPath ? database.put(name, whole) : database.put(name, whole, key as IDBValidKey));
    }
  database.close();
}
