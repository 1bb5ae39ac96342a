import { afterEach, describe, expect, it, vi } from 'vitest';
import { createUntoldTabs } from '../../src/background/untold-tabs.ts';
import type { PageOrder } from '../../src/core/page-order.ts';
import type { RequestEvent } from '../../src/core/request-event.ts';
import { tellTimeline } from '../../src/page/tell-timeline.ts';
import { createMeterRig, timing } from './support/meter-rig.ts';
import { contentLength, NOON, request } from './support/request.ts';
import { createTimers } from './support/timers.ts';

const FIREFOX: Partial<RequestEvent> = {
  statusLine: 'HTTP/1.1 200 OK',
  sizes: { request: 0, response: 0 },
  topUrl: 'https://www.news.test/',
  isPrivate: false,
};

describe('Firefox’s requests, where another listener made Firefox lose their sizes', () => {
  const untold = (rest: Partial<RequestEvent> = {}) => request({ ...FIREFOX, ...rest });

  it('have the size that the head declares', () => {
    const rig = createMeterRig();
    rig.meter.onRequest(untold({ headers: contentLength(100_000) }));
    const { down, up, measured } = rig.total();
    expect(down).toBeGreaterThan(100_000);
    expect(down).toBeLessThan(110_000);
    expect(measured).toBe(down + up);
  });

  it('are measured by the tab’s documents, which are asked', () => {
    const rig = createMeterRig();
    rig.meter.onRequest(untold({ url: 'https://cdn.test/a.js' }));
    expect(rig.untold).toEqual([1]);
    expect(rig.total().measured).toBeLessThan(rig.total().down);
    rig.meter.onTiming({ tabId: 1, frameId: 0, entries: [timing('https://cdn.test/a.js', 300_000)] });
    expect(rig.total().down).toBeGreaterThan(300_000);
    expect(rig.total().measured).toBe(rig.total().down + rig.total().up);
  });

  it('that were aborted have an interval, once a completed one came without sizes', () => {
    const rig = createMeterRig();
    const film = { id: 'film', type: 'media', url: 'https://cdn.test/film' };
    const cut = () => untold({ ...film, phase: 'failed', status: 0, at: NOON + 1000 });
    rig.meter.onRequest(untold({ ...film, phase: 'sent', ip: null }));
    rig.meter.onRequest(cut());
    expect(rig.total().requests).toBe(0);
    rig.meter.onRequest(untold());
    const { down, low, high } = rig.total();
    rig.meter.onRequest(untold({ ...film, phase: 'sent', ip: null }));
    rig.meter.onRequest(cut());
    expect(rig.total().down - down).toBeGreaterThan(100_000);
    expect(rig.total().low - low).toBeLessThan(12_000);
    expect(rig.total().high - high).toBeGreaterThan(1_000_000);
    // However long it stalled.
    const before = rig.total();
    rig.meter.onRequest(untold({ ...film, phase: 'sent', ip: null }));
    rig.meter.onRequest({ ...cut(), at: NOON + 60_000 });
    expect(rig.total().down - before.down).toBeLessThan(25_000_000);
  });

  it('of a navigation that was left before its head: it was sent, and its interval has what may have been on its way', () => {
    const rig = createMeterRig();
    const page = { id: 'page', type: 'main_frame', url: 'https://www.news.test/film.zip' };
    rig.meter.onRequest(untold({ ...page, phase: 'sent', ip: null }));
    const left = untold({ ...page, phase: 'failed', status: 0, statusLine: '', at: NOON + 400 });
    rig.meter.onRequest({ ...left, isGivenUp: true });
    const { requests, down, up, high } = rig.total();
    expect(requests).toBe(1);
    expect(up).toBeGreaterThan(400);
    expect(down).toBeLessThan(10_000);
    expect(high).toBeGreaterThan(down + 200_000);
    // Blocked, or never connected.
    rig.meter.onRequest(untold({ ...page, phase: 'sent', ip: null }));
    rig.meter.onRequest({ ...left, isGivenUp: true, ip: null });
    rig.meter.onRequest(untold({ ...page, phase: 'sent', ip: null }));
    rig.meter.onRequest({ ...left, isGivenUp: false });
    expect(rig.total().requests).toBe(1);
  });

  it('count what a beacon sent, though Firefox aborts its response', () => {
    const rig = createMeterRig();
    const beacon = { id: 'b', type: 'beacon', method: 'POST', url: 'https://cdn.test/seen' };
    rig.meter.onRequest(untold({ ...beacon, phase: 'sent', bodyUp: 45_000, ip: null }));
    rig.meter.onRequest(untold({ ...beacon, phase: 'failed', status: 0 }));
    expect(rig.total().up).toBeGreaterThan(45_000);
    expect(rig.total().measured).toBeGreaterThan(45_000);
    expect(rig.total().down).toBeLessThan(10_000);
  });

  it('are not asked about where Firefox counts, nor after a cache hit', () => {
    const rig = createMeterRig();
    rig.meter.onRequest(request({ ...FIREFOX, sizes: { request: 400, response: 5_000 } }));
    rig.meter.onRequest(untold({ fromCache: true }));
    rig.meter.onRequest(untold({ ip: null, phase: 'failed', status: 0 }));
    rig.meter.onRequest(request({ fromCache: true }));
    expect(rig.untold).toEqual([]);
  });
});

it('a tab is asked once for all requests meanwhile, and again for later ones', () => {
  const timers = createTimers();
  const asked: number[] = [];
  const untold = createUntoldTabs((tab) => asked.push(tab), timers.setTimer);
  for (const tab of [1, 1, 2, 1]) untold(tab);
  expect(asked).toEqual([]);
  timers.run();
  expect(asked).toEqual([1, 2]);
  untold(1);
  timers.run();
  expect(asked).toEqual([1, 2, 1]);
});

describe('a document’s timeline', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('is reported from the time it is requested, once; or from the start', () => {
    let observers = 0;
    vi.stubGlobal(
      'PerformanceObserver',
      class {
        observe = () => void observers++;
        takeRecords = () => [];
      },
    );
    vi.stubGlobal('document', { readyState: 'loading' });
    vi.stubGlobal('addEventListener', () => {});
    let order: (order: PageOrder) => unknown = () => undefined;
    const send = () => Promise.resolve();
    tellTimeline(send, (listener) => (order = listener));
    order({ type: 'rest', isHeld: false });
    expect(observers).toBe(0);
    // An answer would be taken for that of a page that would lose something.
    expect(order({ type: 'tell-timeline' })).toBeUndefined();
    order({ type: 'tell-timeline' });
    expect(observers).toBe(1);
    tellTimeline(send, null);
    expect(observers).toBe(2);
  });
});
