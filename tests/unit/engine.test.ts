import { openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { History } from '../../src/core/history.ts';
import { DATABASE_NAME } from '../../src/storage/schema.ts';
import { planOf } from './plan-fixture.ts';
import { createWorld, startEngine } from './support/engine-rig.ts';
import { freshStorage } from './support/fresh-storage.ts';
import { timing } from './support/meter-rig.ts';
import { contentLength, NOON, request } from './support/request.ts';

const URL = 'https://cdn.test/a.js';
const declared = (bytes: number, rest = {}) => request({ headers: contentLength(bytes), ...rest });

describe('the engine', () => {
  beforeEach(freshStorage);

  it('counts what it heard before it was asked, once', async () => {
    const { engine, report, timers } = await startEngine();
    engine.onRequest(declared(1000));
    engine.onRequest(declared(2000));
    const first = await report();
    expect(first.total.requests).toBe(2);
    expect(first.sites.map(({ site }) => site)).toEqual(['news.test']);
    timers.run();
    expect((await report()).total).toEqual(first.total);
  });

  it('continues where the last run stopped: totals, corrections, the tab’s use', async () => {
    const world = createWorld();
    const first = await startEngine(world);
    first.engine.onRequest(request());
    const before = await first.report();
    const second = await startEngine(world);
    expect((await second.report()).total).toEqual(before.total);
    void second.engine.onTiming({ tabId: 1, frameId: 0, entries: [timing(URL, 400_000)] });
    const after = await second.report();
    expect(after.total.requests).toBe(1);
    expect(after.total.down).toBeGreaterThan(400_000);
    expect(after.total.measured).toBe(1);
    expect(world.tabUses).toEqual([[1, { site: 'news.test', bytes: after.total.down + after.total.up }]]);
    // The correction was made once: a third run does not find the posting open.
    const third = await startEngine(world);
    void third.engine.onTiming({ tabId: 1, frameId: 0, entries: [timing(URL, 1)] });
    expect((await third.report()).total).toEqual(after.total);
  });

  it('knows what the last run had learned of the link', async () => {
    const upOf = async (waitMs: number) => {
      const world = createWorld();
      const first = await startEngine(world);
      void first.engine.onTiming({ tabId: 1, frameId: 0, entries: [], waitMs });
      first.engine.onRequest(declared(1000));
      const before = await first.report();
      first.timers.run();
      expect(world.link?.waitMs).toBeCloseTo(waitMs, 0);
      const second = await startEngine(world);
      second.engine.onRequest(declared(500_000));
      return (await second.report()).total.up - before.total.up;
    };
    expect(await upOf(5)).toBeLessThan(0.8 * (await upOf(25)));
  });

  it('has a view to show as soon as the browser has started, without waiting for a timer', async () => {
    const world = createWorld();
    const { engine } = await startEngine(world);
    expect(world.views).toEqual([]);
    engine.onBrowserStart();
    await vi.waitFor(() => expect(world.views).toHaveLength(1));
  });

  it('loses nothing to two overlapping runs', async () => {
    const world = createWorld();
    const [one, other] = await Promise.all([startEngine(world), startEngine(world)]);
    for (let i = 0; i < 10; i++)
      for (const { engine } of [one, other]) engine.onRequest(declared(1000, { at: NOON + i }));
    await Promise.all([one.report(), other.report()]);
    expect((await one.report()).total.requests).toBe(20);
  });

  it('keeps what it counts while the disk is full, reports it, and writes it once there is room', async () => {
    const begin = IDBDatabase.prototype.transaction;
    const full = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
      this: IDBDatabase,
      stores,
      mode,
      options,
    ) {
      if (mode === 'readwrite' && [stores].flat().includes('slots'))
        throw new DOMException('no room', 'QuotaExceededError');
      return begin.call(this, stores, mode, options);
    });
    const world = createWorld();
    const { engine, report, timers } = await startEngine(world);
    engine.onRequest(declared(5000));
    const unsaved = await report();
    expect(unsaved.total.requests).toBe(1);
    timers.run();
    await vi.waitFor(() => expect(world.views.at(-1)?.trouble.storage).toBe('QuotaExceededError: no room'));
    engine.onRequest(declared(7000));
    expect((await report()).total.requests).toBe(2);
    full.mockRestore();
    const all = await report();
    expect(all.total.requests).toBe(2);
    expect((await (await startEngine(world)).report()).total).toEqual(all.total);
  });

  it('keeps metering without a database that a newer version wrote, and says so', async () => {
    (await openDB(DATABASE_NAME, 99)).close();
    const world = createWorld();
    const { engine, report, timers } = await startEngine(world);
    engine.onRequest(declared(5000));
    expect((await report()).total.requests).toBe(1);
    timers.run();
    await vi.waitFor(() => expect(world.views.at(-1)?.trouble.storage).toContain('newer version'));
  });

  it('counts in memory while nothing can be opened, and writes once something can', async () => {
    const open = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('denied', 'UnknownError');
    });
    const world = createWorld();
    const { engine, report } = await startEngine(world);
    engine.onRequest(declared(5000));
    expect(await report()).toEqual({ error: expect.stringContaining('denied') as string });
    open.mockRestore();
    expect((await report()).total.requests).toBe(1);
    expect((await (await startEngine(world)).report()).total.requests).toBe(1);
  });

  it('shows what is counted after a clock that was ahead was corrected, at its own time', async () => {
    const world = createWorld();
    world.now = NOON + 86_400_000;
    const { engine, report, ask } = await startEngine(world);
    engine.onRequest(declared(1000, { at: world.now }));
    await report();
    world.now = NOON;
    engine.onRequest(declared(2000, { at: NOON }));
    await report();
    const span = { from: new Date(NOON - 3_600_000).toISOString(), to: new Date(NOON + 3_600_000).toISOString() };
    const { stretches } = (await ask({ type: 'history', ...span, step: 'hour' })) as History;
    expect(stretches.map(({ requests }) => requests)).toEqual([0, 1]);
  });

  it('survives the deletion of its database', async () => {
    const { engine, report } = await startEngine();
    engine.onRequest(declared(5000));
    await report();
    await new Promise((resolve, reject) => {
      const wipe = indexedDB.deleteDatabase(DATABASE_NAME);
      wipe.onsuccess = resolve;
      wipe.onerror = reject;
    });
    engine.onRequest(declared(7000));
    expect((await report()).total.requests).toBe(1);
  });

  it('shows nothing that was deleted, long past days included', async () => {
    const { engine, report, world } = await startEngine();
    engine.onRequest(declared(5000));
    await report();
    world.now = NOON + 5 * 86_400_000;
    expect((await report()).total.requests).toBe(1);
    await new Promise((resolve, reject) => {
      const wipe = indexedDB.deleteDatabase(DATABASE_NAME);
      wipe.onsuccess = resolve;
      wipe.onerror = reject;
    });
    expect((await report({ from: '2026-02-01T00:00:00Z' })).total.requests).toBe(0);
  });

  it('counts for the plan from the moment it is active, and separately while metering is off', async () => {
    const { engine, ask, report, status, world } = await startEngine();
    world.now = NOON + 60_000;
    const plan = planOf({ id: 'a', activatedAt: '2026-03-01T12:00:00Z' });
    await ask({ type: 'plan.save', plan });
    await ask({ type: 'plan.activate', id: 'a' });
    engine.onRequest(declared(5000));
    await ask({ type: 'metering.set', metered: false });
    engine.onRequest(declared(70_000));
    await ask({ type: 'metering.set', metered: true });
    engine.onRequest(declared(900_000));
    const metered = (await report()).total;
    expect(metered.requests).toBe(2);
    expect((await status()).used).toBe(metered.down + metered.up);
    expect((await report({ includeUnmetered: true })).total.requests).toBe(3);
  });

  it('reports current traffic to listeners, corrections included', async () => {
    const { engine, timers } = await startEngine();
    const send = vi.fn();
    engine.onLiveOpened({ send });
    engine.onRequest(request());
    void engine.onTiming({ tabId: 1, frameId: 0, entries: [timing(URL, 29_500)] });
    timers.run();
    const flows = send.mock.calls.flat(2) as { site: string; body: { down: number } }[];
    expect(flows.map(({ site, body }) => [site, body.down])).toEqual([
      ['news.test', 29_000],
      ['news.test', 500],
    ]);
  });

  it('takes for a worker’s fetch what no page had reported when its tab was closed', async () => {
    const { engine, report } = await startEngine();
    const headers = [{ name: 'content-encoding', value: 'br' }];
    engine.onRequest(request({ url: 'https://tiles.test/1', type: 'xmlhttprequest', headers }));
    const before = (await report()).total.down;
    await engine.onTabClosed(1);
    expect((await report()).total.down).toBeGreaterThan(1.1 * before);
  });

  it('knows the tabs that were open before it started, and learns of new ones', async () => {
    const { engine, report } = await startEngine();
    const inFrame = { frameId: 5, isTopFrame: false, initiator: 'https://ads.test' };
    engine.onRequest(declared(1000, inFrame));
    void engine.onTabShown({ id: 2, url: 'https://video.test/', isPrivate: false });
    engine.onRequest(declared(1000, { ...inFrame, tabId: 2 }));
    void engine.onTabShown({ id: 3, url: 'https://secret.test/', isPrivate: true });
    engine.onRequest(declared(1000, { ...inFrame, tabId: 3 }));
    expect((await report()).sites.map(({ site }) => site).sort()).toEqual(['(private)', 'news.test', 'video.test']);
  });
});
