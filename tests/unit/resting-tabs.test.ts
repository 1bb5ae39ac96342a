import { beforeEach, describe, expect, test, vi } from 'vitest';
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
