import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { exportName, exportPeriod, isExportDue, type AutoExportView } from '../../src/core/auto-export.ts';
import type { Archive } from '../../src/core/contract.ts';
import { DAY_MS } from '../../src/core/duration.ts';
import { usageCsv } from '../../src/core/usage-csv.ts';
import { createWorld, startEngine } from './support/engine-rig.ts';
import { freshStorage } from './support/fresh-storage.ts';
import { contentLength, NOON, request } from './support/request.ts';

const HONG_KONG = 'Asia/Hong_Kong';
const names = (world: ReturnType<typeof createWorld>) => world.saver.files.map(({ name }) => name);

/** A background that may save files, unless `world` says otherwise. */
async function start(world = createWorld()) {
  if (world.saver.files.length === 0) world.saver.stands = null;
  const { engine, ask } = await startEngine(world);
  const set = (every: string, format = 'json') =>
    ask({ type: 'export.set', every, format }) as Promise<AutoExportView & { error?: string }>;
  const view = () => ask({ type: 'export.view' }) as Promise<AutoExportView>;
  /** Does what the alarm does; the message after it is answered once that is done. */
  const tick = async () => {
    engine.refresh();
    await engine.onHostAccess();
  };
  return { engine, ask, set, view, tick, world };
}

describe('a period of automatic export', () => {
  it.each([
    ['day', '2026-11-28', '2026-11-28'],
    ['week', '2026-11-28', '2026-11-23'],
    ['week', '2026-11-23', '2026-11-23'],
    ['month', '2026-11-28', '2026-11-01'],
    ['month', '2024-02-29', '2024-02-01'],
  ] as const)('of a %s contains %s since %s', (every, day, first) => {
    expect(exportPeriod(every, Date.parse(`${day}T12:00:00+08:00`), HONG_KONG) * DAY_MS).toBe(Date.parse(first));
  });

  it('is saved once, however often it is checked and however the time zone changes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('day', 'week', 'month'),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 3 * DAY_MS }), fc.constantFrom('Asia/Tokyo', 'America/New_York')), {
          minLength: 1,
          maxLength: 60,
        }),
        (every, looks) => {
          let now = NOON;
          let savedFor: number | null = null;
          const saved: number[] = [];
          for (const [later, zone] of looks) {
            now += later;
            const period = exportPeriod(every, now, zone);
            if (!isExportDue(savedFor, period)) continue;
            saved.push(period);
            savedFor = period;
          }
          expect(new Set(saved).size).toBe(saved.length);
          expect(saved).toEqual(saved.toSorted((a, b) => a - b));
        },
      ),
    );
  });

  it('starts over where the clock had been far ahead', () => {
    expect(isExportDue(20_100, 20_000)).toBe(true);
    expect(isExportDue(20_001, 20_000)).toBe(false);
  });

  it('names its file by the day', () => {
    expect(exportName('csv', Date.parse('2026-11-28T17:00:00Z'), HONG_KONG)).toBe('datagauge-2026-11-29.csv');
  });
});

describe('automatic export', () => {
  beforeEach(freshStorage);

  it('saves at once when it is turned on, then once a day', async () => {
    const { set, tick, world } = await start();
    expect(await set('day')).toMatchObject({ every: 'day', last: { name: 'datagauge-2026-03-01.json', error: null } });
    await tick();
    world.now += DAY_MS;
    await tick();
    await tick();
    expect(names(world)).toEqual(['datagauge-2026-03-01.json', 'datagauge-2026-03-02.json']);
    await set('off');
    world.now += DAY_MS;
    await tick();
    expect(names(world)).toHaveLength(2);
  });

  it('contains what was counted up to then, as an archive or as rows', async () => {
    const { engine, set, world } = await start();
    engine.onRequest(request({ headers: contentLength(4321) }));
    await set('week');
    const archive = JSON.parse(await world.saver.files[0]!.content.text()) as Archive;
    expect(archive.usage.map(({ site }) => site)).toEqual(['news.test']);
    await set('off');
    await set('week', 'csv');
    const rows = await world.saver.files[1]!.content.text();
    expect(rows).toBe(usageCsv(archive));
    expect(rows.trim().split('\n')).toHaveLength(2);
  });

  it('makes up for missed days at the next start, with one file for all of them', async () => {
    const { set, world } = await start();
    await set('day');
    world.now += 5 * DAY_MS;
    const later = await start(world);
    await later.tick();
    await (await start(world)).tick();
    expect(names(world)).toEqual(['datagauge-2026-03-01.json', 'datagauge-2026-03-06.json']);
  });

  it.each([
    ['reached the disk', true, 1],
    ['did not', false, 1],
  ])('stopped while saving a file, knows afterwards whether it %s', async (_, isThere, files) => {
    const { set, world } = await start();
    const begun = new Promise<void>((resolve) => {
      world.saver.meanwhile = () => {
        resolve();
        return new Promise(() => undefined);
      };
    });
    void set('month');
    await begun;
    if (isThere) world.saver.files.push({ name: 'datagauge-2026-03-01.json', content: new Blob() });
    world.saver.meanwhile = () => Promise.resolve();
    const later = await start(world);
    await later.tick();
    expect(names(world)).toHaveLength(files);
    expect((await later.view()).last).toMatchObject({ error: null });
  });

  it('explains what went wrong, and retries after an hour', async () => {
    const { set, tick, view, world } = await start();
    world.saver.meanwhile = () => Promise.reject(new Error('FILE_NO_SPACE'));
    expect((await set('day')).last).toMatchObject({ error: 'FILE_NO_SPACE' });
    world.saver.meanwhile = () => Promise.resolve();
    world.now += 600_000;
    await tick();
    expect(names(world)).toEqual([]);
    world.now += 3_600_000;
    await tick();
    expect(names(world)).toHaveLength(1);
    expect((await view()).last).toMatchObject({ error: null });
  });

  it.each(['refused', 'absent'] as const)('is off and says why where saving is %s', async (barrier) => {
    const { engine, set, view, world } = await start();
    await set('day');
    world.saver.stands = barrier;
    await engine.onHostAccess();
    expect(await view()).toMatchObject({ every: 'off', last: { barrier } });
  });

  it.each([
    { type: 'export.set' },
    { type: 'export.set', every: 'hour', format: 'json' },
    { type: 'export.set', every: 'day', format: 'xml' },
  ])('refuses %j', async (message) => {
    const { ask, view } = await start();
    expect(await ask(message)).toHaveProperty('error');
    expect(await view()).toEqual({ every: 'off', format: 'json', last: null });
  });
});
