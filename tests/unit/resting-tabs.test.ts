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

/** An engine that keeps at rest what nobody looks at. */
async function start(world = createWorld()) {
  const run = await startEngine(world);
  const on = (yes: boolean) => run.ask({ type: 'holds.settings', triggers: [{ kind: 'background', on: yes }] });
  const look = () => run.engine.holds.onWatched();
  const quiet = () => world.rules.session.flatMap(({ condition }) => condition.tabIds ?? []);
  await run.ask({ type: 'holds.view' });
  return { ...run, on, look, quiet };
}

describe('tabs that nobody looks at', () => {
  beforeEach(freshStorage);

  test('end what they have under way, once; seen again they go on, whether it is wanted still or not', async () => {
    const { world, on, look, quiet } = await start();
    world.hiddenTabs = [tab(1), tab(2)];
    await on(true);
    expect(quiet()).toEqual([1, 2]);
    await look();
    expect(world.resting).toEqual([1, 2]);
    world.hiddenTabs = [tab(2), tab(3)];
    await look();
    expect(world.resting).toEqual([1, 2, 3]);
    expect(world.resumed).toEqual([[1, false]]);
    await on(false);
    expect(quiet()).toEqual([]);
    expect(world.resumed).toHaveLength(1);
    world.hiddenTabs = [];
    await look();
    expect(world.resumed).toEqual([
      [1, false],
      [2, false],
      [3, false],
    ]);
  });

  test('a page that is on its way is let come, and is loaded again when it is seen; a new worker knows it still', async () => {
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

  test('lose workers that still transfer when their documents have ended all of their own, and no others', async () => {
    const { world, on, look, engine, timers } = await start();
    await on(true);
    for (const tabId of [1, 2, 3]) engine.onRequest(request({ ...fetched, id: `${tabId}`, tabId, phase: 'sent' }));
    engine.onRequest(request({ id: 'saved', type: 'main_frame', tabId: 4, phase: 'sent' }));
    world.hiddenTabs = [tab(1), tab(2), tab(4)];
    await look();
    engine.onRequest(request({ ...fetched, id: '1', tabId: 1, phase: 'failed' }));
    timers.run();
    expect(world.workless).toEqual([2]);
    // One that is looked at again by then keeps them.
    world.hiddenTabs = [tab(3)];
    await look();
    world.hiddenTabs = [];
    await look();
    timers.run();
    expect(world.workless).toEqual([2]);
  });

  test('lose workers that hear a channel, be it opened before or found out while they rest', async () => {
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

  test('a new run of the background knows what workers had begun, and hears that it has ended', async () => {
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

  test('what sounds is left alone until it has been silent for a while; what talks, while it does', async () => {
    const { world, on, look, quiet, timers, engine } = await start();
    world.hiddenTabs = [tab(1, { audible: true }), tab(2)];
    await on(true);
    expect(quiet()).toEqual([2]);
    world.hiddenTabs = [tab(1), tab(2)];
    await look();
    expect(quiet()).toEqual([2]);
    world.now += 10 * SECOND;
    timers.run();
    await vi.waitFor(() => expect(quiet()).toEqual([1, 2]));
    void engine.onTap({
      document: '1-2-3',
      tabId: 2,
      frameId: 0,
      topUrl: 'https://app.test/',
      isPrivate: false,
      reports: [{ now: CALL, told: null }],
    });
    await vi.waitFor(() => expect(quiet()).toEqual([1]));
    expect(world.resumed).toEqual([[2, false]]);
  });
});
