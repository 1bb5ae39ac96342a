import { describe, expect, it, vi } from 'vitest';
import { createLiveFeed } from '../../src/background/live-feed.ts';
import { EMPTY_CELL } from '../../src/core/cell.ts';
import type { Flow } from '../../src/core/flow.ts';
import { createTimers } from './support/timers.ts';

const flow = (site: string): Flow => ({
  at: 0,
  site,
  host: '',
  kind: 'script',
  cell: EMPTY_CELL,
  body: { down: 0, up: 0 },
});

describe('the live feed', () => {
  it('costs nothing without listeners', () => {
    const timers = createTimers();
    createLiveFeed(timers.setTimer).tell(flow('a'));
    expect(timers.delays()).toEqual([]);
  });

  it('sends together what came together, to all listeners', () => {
    const timers = createTimers();
    const feed = createLiveFeed(timers.setTimer);
    const [one, two] = [{ send: vi.fn() }, { send: vi.fn() }];
    feed.opened(one);
    feed.opened(two);
    feed.tell(flow('a'));
    feed.tell(flow('b'));
    expect(timers.delays()).toHaveLength(1);
    timers.run();
    for (const { send } of [one, two]) expect(send.mock.calls).toEqual([[[flow('a'), flow('b')]]]);
    feed.closed(one);
    feed.tell(flow('c'));
    timers.run();
    expect(one.send).toHaveBeenCalledTimes(1);
    expect(two.send).toHaveBeenLastCalledWith([flow('c')]);
  });
});
