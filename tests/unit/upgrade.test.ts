import { beforeEach, describe, expect, it } from 'vitest';
import type { Archive, PlanStatus } from '../../src/core/contract.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import { DATABASE_VERSION } from '../../src/storage/schema.ts';
import { VERSION_1 } from './fixtures/databases/version-1.ts';
import { VERSION_2 } from './fixtures/databases/version-2.ts';
import { VERSION_3 } from './fixtures/databases/version-3.ts';
import { VERSION_4 } from './fixtures/databases/version-4.ts';
import { createWorld, startEngine } from './support/engine-rig.ts';
import { freshStorage } from './support/fresh-storage.ts';
import { plantDatabase, type DatabaseFixture } from './support/plant-database.ts';
import { contentLength, NOON, request } from './support/request.ts';

/** One database of each schema version that was ever released. */
const FIXTURES: DatabaseFixture[] = [VERSION_1, VERSION_2, VERSION_3, VERSION_4];

/** What an archive had added by then. */
const IMPORTED = [['a', 'shop.test', 'www.shop.test', 'document', 40_000, 200]];

describe.each(FIXTURES)('a database of version $version', (fixture) => {
  beforeEach(async () => {
    freshStorage();
    await plantDatabase(fixture);
  });

  it('becomes one of the present version, with every store of a new one', async () => {
    const upgraded = await openDatabase();
    const shapeOf = (database: typeof upgraded) =>
      [...database.objectStoreNames].map((name) => {
        const { keyPath, indexNames } = database.transaction(name).store;
        return [name, keyPath, [...indexNames]];
      });
    const shape = shapeOf(upgraded);
    expect(upgraded.version).toBe(DATABASE_VERSION);
    upgraded.close();
    freshStorage();
    expect(shape).toEqual(shapeOf(await openDatabase()));
  });

  it('has lost nothing, and keeps counting', async () => {
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
        ...(fixture.version < 3 ? [] : IMPORTED),
      ].sort(),
    );
    // By way of the summaries, where there are any.
    const whole = await device.report({
      from: '2025-01-01T00:00:00Z',
      to: '2027-01-01T00:00:00Z',
      includeUnmetered: true,
    });
    const sum = archive.usage.reduce((all, { down, up }) => all + down + up, 0);
    expect(whole.total.down + whole.total.up).toBe(sum);
    const before = (await device.ask({ type: 'plan.status' })) as PlanStatus;
    device.world.now += 600_000;
    device.engine.onRequest(request({ at: device.world.now - 1000, headers: contentLength(5000) }));
    const after = (await device.ask({ type: 'plan.status' })) as PlanStatus;
    expect(after.used).toBeGreaterThan(before.used + 5000);
  });
});
