import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Archive, PlanStatus } from '../../src/core/contract.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import { DATABASE_NAME, DATABASE_VERSION } from '../../src/storage/schema.ts';
import { VERSION_1 } from './fixtures/databases/version-1.ts';
import { createWorld, startEngine } from './support/engine-rig.ts';
import { freshStorage } from './support/fresh-storage.ts';
import { contentLength, NOON, request } from './support/request.ts';

type Fixture = {
  version: number;
  stores: Record<string, { keyPath?: string | readonly string[]; indexes?: readonly string[] }>;
  records: Record<string, readonly { key: unknown; value: unknown }[]>;
};

/** One of each version of the schema that was ever handed out. */
const FIXTURES: Fixture[] = [VERSION_1];

const bytesOf = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (two) => parseInt(two, 16));

/** Puts a fixture onto the disk, by IndexedDB's own means: the code of its time is not there any more. */
async function plant({ version, stores, records }: Fixture): Promise<void> {
  const database = await openDB(DATABASE_NAME, version, {
    upgrade(db) {
      for (const [name, { keyPath, indexes = [] }] of Object.entries(stores)) {
        const store = db.createObjectStore(name, keyPath ? { keyPath: keyPath as string | string[] } : {});
        for (const index of indexes) store.createIndex(index, index);
      }
    },
  });
  for (const [name, all] of Object.entries(records))
    for (const { key, value } of all) {
      const { packed, ...rest } = Object(value) as { packed?: string };
      const whole = packed === undefined ? value : { ...rest, packed: bytesOf(packed) };
      await (stores[name]!.keyPath ? database.put(name, whole) : database.put(name, whole, key as IDBValidKey));
    }
  database.close();
}

describe.each(FIXTURES)('a database of version $version', (fixture) => {
  beforeEach(async () => {
    freshStorage();
    await plant(fixture);
  });

  it('becomes one of the present version, with every store of a new one', async () => {
    const upgraded = await openDatabase();
    const stores = [...upgraded.objectStoreNames];
    expect(upgraded.version).toBe(DATABASE_VERSION);
    upgraded.close();
    freshStorage();
    expect(stores).toEqual([...(await openDatabase()).objectStoreNames]);
  });

  it('has lost nothing, and counts on', async () => {
    const device = await startEngine({ ...createWorld(), now: NOON + 7_200_000 });
    const archive = (await device.ask({ type: 'archive.export' })) as Archive;
    expect(archive).toMatchObject({
      plans: [{ id: 'a', name: 'Week' }],
      active: 'a',
      readings: [{ plan: 'a', reading: { used: 80_000 } }],
      holds: [{ site: 'video.test', mode: 'paused' }],
    });
    const rows = archive.usage.map(({ plan, site, host, kind, down, up }) => [plan, site, host, kind, down, up]);
    expect(rows.sort()).toEqual(
      [
        ['', 'news.test', 'cdn.test', 'image', 5000, 100],
        ['a', 'news.test', 'www.news.test', 'document', 70_000, 100],
        [null, 'video.test', 'cdn.test', 'media', 900_000, 100],
        ['a', '(private)', '', 'fetch', 300, 100],
      ].sort(),
    );
    const before = (await device.ask({ type: 'plan.status' })) as PlanStatus;
    device.world.now += 600_000;
    device.engine.onRequest(request({ at: device.world.now - 1000, headers: contentLength(5000) }));
    const after = (await device.ask({ type: 'plan.status' })) as PlanStatus;
    expect(after.used).toBeGreaterThan(before.used + 5000);
  });
});
