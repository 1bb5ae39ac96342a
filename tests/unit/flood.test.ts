import { beforeEach, describe, expect, it } from 'vitest';
import type { RequestEvent } from '../../src/core/request-event.ts';
import { startEngine } from './support/engine-rig.ts';
import { freshStorage } from './support/fresh-storage.ts';
import { timing } from './support/meter-rig.ts';
import { contentLength, NOON, request } from './support/request.ts';
import { socketReport, streamReport } from './support/tap-reports.ts';

const HOSTS = 3000;

/**
 * Events of request number `n` of a flood: every kind of response, thousands of hosts, ports and frames; some never
 * end.
 */
function flooding(n: number): Partial<RequestEvent>[] {
  const one = {
    id: `f${n}`,
    url: `https://h${n % HOSTS}.test:${1000 + (n % 7)}/${n}`,
    at: NOON + n,
    tabId: 1 + (n % 50),
    frameId: n % 7001,
    isTopFrame: false,
    topUrl: null,
  };
  const sent = { ...one, phase: 'sent' as const, type: 'xmlhttprequest', method: 'POST', bodyUp: 10 };
  switch (n % 5) {
    case 0:
      return [{ ...one, headers: contentLength(1000) }];
    case 1:
      return [one]; // waits for a timeline entry that never comes
    case 2:
      return [sent]; // never ends
    case 3:
      return [sent, { ...sent, phase: 'redirected', status: 307 }, { ...sent, phase: 'failed', status: 0 }];
    default:
      return [{ ...one, phase: 'started', type: 'media', headers: contentLength(5000) }];
  }
}

/** Runs something and returns the largest size that any Map or Set had meanwhile. */
async function largestIn(run: () => Promise<void>): Promise<number> {
  let most = 0;
  const natives = [Map.prototype.set, Set.prototype.add] as const;
  Map.prototype.set = function (this: Map<unknown, unknown>, ...entry) {
    natives[0].apply(this, entry);
    most = Math.max(most, this.size);
    return this;
  };
  Set.prototype.add = function (this: Set<unknown>, value) {
    natives[1].call(this, value);
    most = Math.max(most, this.size);
    return this;
  };
  try {
    await run();
  } finally {
    [Map.prototype.set, Set.prototype.add] = natives;
  }
  return most;
}

describe('a flood of requests', () => {
  beforeEach(() => freshStorage());

  it('is counted completely, and no collection grows with it', { timeout: 300_000 }, async () => {
    const { engine, report, timers } = await startEngine();
    let ended = 0;
    // Not a million, which would take minutes: every map is full long before.
    const most = await largestIn(async () => {
      for (let n = 0; n < 60_000; n++) {
        for (const event of flooding(n)) {
          engine.onRequest(request(event));
          if (event.phase !== 'sent' && event.phase !== 'started') ended++;
        }
        if (n % 3000 > 0) continue;
        timers.run();
        await engine.reply({ type: 'plan.status' }); // which flushes
      }
    });
    expect(most).toBeLessThanOrEqual(5000);
    expect((await report()).total.requests).toBe(ended);
  });

  it('of page reports is bounded: nothing beyond what the link can carry, one posting for each channel', async () => {
    const { engine, errors, report } = await startEngine();
    const news = (reports: object[]) =>
      engine.onTap({
        tabId: 1,
        frameId: 0,
        topUrl: 'https://www.news.test/',
        isPrivate: false,
        document: 'd',
        reports: reports as never,
      });
    for (let n = 0; n < 3; n++) void news([{ now: socketReport({ down: 5e11 }), told: null }]);
    expect((await errors.entries()).filter(({ where }) => where === 'tap')).toHaveLength(1);
    expect((await report()).total.requests + (await report()).total.down).toBe(0);
    for (let n = 0; n < 2000; n++) {
      void news([{ now: socketReport({ id: n % 10, down: n, framesDown: n }), told: null }]);
      void news([{ now: streamReport({ id: n, read: 100 }), told: null }]);
      void engine.onTiming({ tabId: 1, frameId: 0, entries: [timing(`https://x.test/${n}`, 9)] });
    }
    const { total, sites } = await report();
    expect(sites.map(({ site }) => site)).toEqual(['news.test']);
    expect(total.down).toBeLessThan(10 * 2000 * 200);
    engine.onRequest(request({ tabId: 2, initiator: 'https://other.test', headers: contentLength(1000) }));
    expect((await report()).sites.find(({ site }) => site === 'other.test')?.requests).toBe(1);
  });
});

describe('a clock that jumps', () => {
  beforeEach(() => freshStorage());

  it.each([
    ['a day back', -86_400_000],
    ['a year back', -365 * 86_400_000],
    ['a year ahead', 365 * 86_400_000],
    ['ten years ahead and back', 0],
  ])('loses nothing: %s', async (name, jump) => {
    const { engine, report, world, timers } = await startEngine();
    const ask = () => report({ from: '2010-01-01T00:00:00Z', to: '2050-01-01T00:00:00Z' });
    const load = (at: number) => engine.onRequest(request({ at, headers: contentLength(1000) }));
    load(world.now);
    if (name.startsWith('ten')) {
      world.now += 3650 * 86_400_000;
      load(world.now);
      world.now = NOON;
    } else world.now += jump;
    load(world.now);
    timers.run();
    world.now += 1000;
    load(world.now);
    const { total } = await ask();
    expect(total.requests).toBe(name.startsWith('ten') ? 4 : 3);
    expect(total.down).toBeGreaterThan(3000);
    expect((await ask()).total).toEqual(total);
  });
});
