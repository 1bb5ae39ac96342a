import { beforeEach, describe, expect, test, vi } from 'vitest';
import { request } from './support/request.ts';
import { createWorld, startEngine } from './support/engine-rig.ts';
import { freshStorage } from './support/fresh-storage.ts';

const SECOND = 1000;
const tab = (id: number, rest: { audible?: boolean; loading?: boolean } = {}) => ({
  id,
  audible: false,
  loading: false,
  ...rest,
});

const CALL = {
  kind: 'webrtc',
  id: 1,
  down: 1000,
  up: 1000,
  packetsDown: 1,
  packetsUp: 1,
  filledIn: 0,
  closed: false,
} as const;

/** An engine that rests hidden tabs. */
async function start(world = createWorld()) {
  const run = await startEngine(world);
  const on = (yes: boolean) => run.ask({ type: 'holds.settings', triggers: [{ kind: 'background', on: yes }] });
  const look = () => run.engine.holds.onWatched();
  const restingTabs = () => world.rules.session.flatMap(({ condition }) => condition.tabIds ?? []);
  await run.ask({ type: 'holds.view' });
  return { ...run, on, look, restingTabs };
}

describe('hidden tabs', () => {
  beforeEach(freshStorage);

  test('are stopped once, and continue when shown, whether or not the trigger is still on', async () => {
    const { world, on, look, restingTabs } = await start();
    world.hiddenTabs = [tab(1), tab(2)];
    await on(true);
    expect(restingTabs()).toEqual([1, 2]);
    await look();
    expect(world.resting).toEqual([1, 2]);
    world.hiddenTabs = [tab(2), tab(3)];
    await look();
    expect(world.resting).toEqual([1, 2, 3]);
    expect(world.resumed).toEqual([[1, false]]);
    await on(false);
    expect(restingTabs()).toEqual([]);
    expect(world.resumed).toHaveLength(1);
    world.hiddenTabs = [];
    await look();
    expect(world.resumed).toEqual([
      [1, false],
      [2, false],
      [3, false],
    ]);
  });

  test('while loading finish loading, and are reloaded when shown, also by a restarted background', async () => {
    const { world, on, engine } = await start();
    world.hiddenTabs = [tab(1, { loading: true })];
    await on(true);
    await engine.onTabShown({ id: 1, url: 'https://app.test/', isPrivate: false });
    expect(world.resting).toEqual([]);
    const again = await start(world);
    world.hiddenTabs = [];
    await again.look();
    expect(world.resumed).toEqual([[1, true]]);
  });

  const fetched = { id: 'a fetch', url: 'https://app.test/a', type: 'xmlhttprequest' } as const;
  const hears = { url: 'wss://app.test/', type: 'websocket', status: 101, statusLine: 'HTTP/1.1 101' } as const;

  test('lose workers that still transfer after their documents’ own requests have ended, and no others', async () => {
    const { world, on, look, engine, timers } = await start();
    await on(true);
    for (const tabId of [1, 2, 3]) engine.onRequest(request({ ...fetched, id: `${tabId}`, tabId, phase: 'sent' }));
    engine.onRequest(request({ id: 'saved', type: 'main_frame', tabId: 4, phase: 'sent' }));
    world.hiddenTabs = [tab(1), tab(2), tab(4)];
    await look();
    engine.onRequest(request({ ...fetched, id: '1', tabId: 1, phase: 'failed' }));
    timers.run();
    expect(world.workless).toEqual([2]);
    // A tab shown again by then keeps its workers.
    world.hiddenTabs = [tab(3)];
    await look();
    world.hiddenTabs = [];
    await look();
    timers.run();
    expect(world.workless).toEqual([2]);
  });

  test('lose workers with an open channel, whether it was opened before or is noticed later', async () => {
    const { world, on, look, engine, timers } = await start();
    await on(true);
    engine.onRequest(request({ ...hears, tabId: 1 }));
    timers.run();
    world.hiddenTabs = [tab(1), tab(2)];
    await look();
    timers.run();
    expect(world.workless).toEqual([1]);
    engine.onRequest(request({ ...hears, tabId: 2 }));
    timers.run();
    await vi.waitFor(() => expect(world.workless).toEqual([1, 2]));
    // Another page of the tab has other workers.
    world.hiddenTabs = [];
    await look();
    engine.onRequest(request({ type: 'main_frame', tabId: 1 }));
    world.hiddenTabs = [tab(1)];
    await look();
    timers.run();
    expect(world.workless).toEqual([1, 2]);
  });

  test('a restarted background knows which requests workers had begun, and notices their end', async () => {
    const { world, on, engine, timers } = await start();
    await on(true);
    for (const id of ['left', 'over']) engine.onRequest(request({ ...fetched, id, phase: 'sent' }));
    engine.onRequest(request({ ...hears, tabId: 2 }));
    timers.run();
    timers.run();
    const again = await start(world);
    again.engine.onRequest(request({ ...fetched, id: 'over', phase: 'failed' }));
    world.hiddenTabs = [tab(1), tab(2), tab(3)];
    await again.look();
    again.timers.run();
    expect(world.workless).toEqual([1, 2]);
    again.engine.onRequest(request({ ...fetched, id: 'left', phase: 'completed' }));
    again.timers.run();
    expect(world.workerTraffic).toEqual({ long: [], channels: [2] });
  });

  test('are left alone while they play sound and for a while after, and during a call', async () => {
    const { world, on, look, restingTabs, timers, engine } = await start();
    world.hiddenTabs = [tab(1, { audible: true }), tab(2)];
    await on(true);
    expect(restingTabs()).toEqual([2]);
    world.hiddenTabs = [tab(1), tab(2)];
    await look();
    expect(restingTabs()).toEqual([2]);
    world.now += 10 * SECOND;
    timers.run();
    await vi.waitFor(() => expect(restingTabs()).toEqual([1, 2]));
    void engine.onTap({
      document: '1-2-3',
      tabId: 2,
      frameId: 0,
      topUrl: 'https://app.test/',
      isPrivate: false,
      reports: [{ now: CALL, told: null }],
    });
    await vi.waitFor(() => expect(restingTabs()).toEqual([1]));
    expect(world.resumed).toEqual([[2, false]]);
  });
});
