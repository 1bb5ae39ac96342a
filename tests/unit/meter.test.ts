import { describe, expect, it } from 'vitest';
import { known } from '../../src/core/body-size.ts';
import type { RequestEvent } from '../../src/core/request-event.ts';
import { sizePrior } from '../../src/core/size-prior.ts';
import { slotAt } from '../../src/core/slot.ts';
import { cellOf } from '../../src/core/transfer.ts';
import { createMeterRig, timing } from './support/meter-rig.ts';
import { contentLength, NOON, request } from './support/request.ts';

/** What these events post on a connection that is already open. */
function costOf(...events: Partial<RequestEvent>[]) {
  const rig = createMeterRig();
  rig.meter.onRequest(request({ status: 204, at: NOON - 20 }));
  const before = rig.total();
  for (const event of events) rig.meter.onRequest(request(event));
  const after = rig.total();
  return {
    down: after.down - before.down,
    up: after.up - before.up,
    low: after.low - before.low,
    high: after.high - before.high,
    measured: after.measured - before.measured,
    requests: after.requests - before.requests,
    open: rig.opened.size,
  };
}

/** Upper bound for heads and packets of a small exchange without bodies. */
const HEADS = 1500;

describe('the meter, in Chromium', () => {
  it('posts a declared body at once, and waits for nothing', () => {
    const cost = costOf({ headers: contentLength(100_000) });
    expect(cost.down).toBeGreaterThan(100_000);
    expect(cost.down).toBeLessThan(106_000);
    expect(cost.measured).toBe(cost.down + cost.up);
    expect(cost).toMatchObject({ requests: 1, open: 0 });
  });

  it('posts a guess where nothing is declared, and keeps it open for better evidence', () => {
    const { bytes, low, high } = sizePrior({ kind: 'script', encoded: false });
    const cost = costOf({});
    expect(cost.down).toBeGreaterThan(bytes);
    expect(cost.high - cost.low).toBeGreaterThan(high - low);
    expect(cost.measured).toBe(cost.up);
    expect(cost.open).toBe(1);
  });

  it.each<[string, boolean, Partial<RequestEvent>]>([
    ['it is near', true, {}],
    ['it came from the cache', false, { fromCache: true }],
    ['this device itself answered', false, { url: 'http://localhost:3000/a' }],
    ['a phone’s link may have been as fast', false, { at: NOON + 25 }],
  ])('takes the link for a near one after a response that came at once: where %s, %s', (_, isNear, of) => {
    const up = (first: Partial<RequestEvent>[]) => {
      const rig = createMeterRig();
      for (const event of first) rig.meter.onRequest(request({ status: 204, type: 'xmlhttprequest', ...event }));
      const before = rig.total().up;
      rig.meter.onRequest(request({ url: 'https://other.test/', headers: contentLength(500_000) }));
      return rig.total().up - before;
    };
    const answered = { ...of, id: 'a', at: of.at ?? NOON + 6 };
    const ended = up([answered]);
    const near = up([{ ...of, id: 'a', phase: 'sent', at: NOON, ip: null, status: 0 }, answered]);
    expect(near).toBeLessThanOrEqual(ended);
    expect(near < 0.8 * ended).toBe(isNear);
  });

  it('takes the link for a near one where a page’s timeline says so', () => {
    const up = (waitMs: number) => {
      const rig = createMeterRig();
      rig.meter.onTiming({ tabId: 1, frameId: 0, entries: [], waitMs });
      rig.meter.onRequest(request({ headers: contentLength(500_000) }));
      return rig.total().up;
    };
    expect(up(4)).toBeLessThan(0.8 * up(25));
  });

  it('counts nothing for a cache hit, whatever the headers say', () => {
    expect(costOf({ fromCache: true, headers: contentLength(5_000_000) })).toMatchObject({
      down: 0,
      up: 0,
      high: 0,
      requests: 0,
    });
  });

  it.each<[string, Partial<RequestEvent>]>([
    ['HEAD of a huge file', { method: 'HEAD', headers: contentLength(4_000_000_000) }],
    ['204', { status: 204 }],
    ['304', { status: 304, headers: contentLength(5_000_000) }],
    ['an empty body', { headers: contentLength(0) }],
  ])('counts heads and packets only: %s', (_, event) => {
    const cost = costOf(event);
    expect(cost.down).toBeGreaterThan(50);
    expect(cost.down + cost.up).toBeLessThan(HEADS);
    expect(cost).toMatchObject({ requests: 1, open: 0 });
  });

  it('counts a preflight’s heads, on the connection without credentials', () => {
    const preflight = { type: 'xmlhttprequest', method: 'OPTIONS', status: 204, url: 'https://cdn.test/api' };
    const [first, second] = [costOf(preflight), costOf(preflight, { ...preflight, at: NOON + 1000 })];
    expect(first.down + first.up).toBeGreaterThan(5000);
    expect(second.down + second.up - first.down - first.up).toBeLessThan(HEADS);
    expect(second).toMatchObject({ requests: 2, open: 0 });
  });

  it('counts a redirect’s own cost, and the target’s separately', () => {
    const hop = costOf({ phase: 'redirected', status: 302, headers: contentLength(5_000_000) });
    expect(hop.down + hop.up).toBeLessThan(HEADS);
    expect(hop.requests).toBe(1);
    const whole = costOf(
      { phase: 'redirected', id: 'r', status: 302 },
      { id: 'r', url: 'https://cdn.test/b.js', headers: contentLength(1000) },
    );
    expect(whole.requests).toBe(2);
    expect(whole.down).toBeGreaterThan(1000);
  });

  it.each<[string, Partial<RequestEvent>]>([
    ['an upgrade to https', { phase: 'redirected', status: 307, ip: null }],
    ['a redirect from the cache', { phase: 'redirected', status: 301, fromCache: true }],
    ['a blocked request', { phase: 'failed', status: 0, ip: null }],
    ['a failed cache hit', { phase: 'failed', status: 0, fromCache: true }],
    ['a request without an answer yet', { phase: 'sent', bodyUp: 5000, method: 'POST' }],
  ])('does not count %s', (_, event) => {
    expect(costOf(event)).toMatchObject({ down: 0, up: 0, requests: 0 });
  });

  it('counts what was sent where a request failed before anything came', () => {
    const cost = costOf({ phase: 'failed', status: 0, statusLine: '' });
    expect(cost.requests).toBe(1);
    expect(cost.measured).toBe(cost.up);
    expect(cost.up).toBeGreaterThan(100);
    expect(cost.down).toBeLessThan(200);
  });

  it('adds an upload’s body when it is complete, or when it failed', () => {
    const upload = { id: 'u', method: 'POST', type: 'xmlhttprequest' };
    const sent = { ...upload, phase: 'sent' as const, bodyUp: 1_000_000, ip: null };
    const done = costOf(sent, { ...upload, status: 204 });
    expect(done.up).toBeGreaterThan(1_000_000);
    expect(done.up).toBeLessThan(1_080_000);
    expect(costOf(sent, { ...upload, phase: 'failed', status: 0 }).up).toBeGreaterThan(1_000_000);
    expect(costOf(sent, { ...upload, status: 204 }, { method: 'POST', status: 204 }).up).toBeLessThan(done.up + HEADS);
  });

  it.each(['completed', 'failed', 'redirected'] as const)(
    'counts acknowledgements at the link’s pace where a request has %s',
    (phase) => {
      const acknowledged = (ms: number) => {
        const rig = createMeterRig();
        rig.meter.onTiming({ tabId: 1, frameId: 0, entries: [timing('https://cdn.test/a.js', 1_000_000, { ms })] });
        const upload = { id: 'u', method: 'POST', type: 'xmlhttprequest' };
        rig.meter.onRequest(request({ ...upload, phase: 'sent', bodyUp: 1_000_000, ip: null }));
        rig.meter.onRequest(request({ ...upload, phase, status: phase === 'redirected' ? 303 : 204 }));
        return rig.total().down;
      };
      expect(acknowledged(400)).toBeGreaterThan(acknowledged(10) + 10_000);
    },
  );

  it('counts an upload once where a GET follows it, and again where the body is sent again', () => {
    const post = { id: 'p', method: 'POST', type: 'main_frame' };
    const done = 'https://cdn.test/done';
    const after = (status: number, method: string) =>
      costOf(
        { ...post, phase: 'sent', bodyUp: 1_000_000 },
        { ...post, phase: 'redirected', status },
        { ...post, phase: 'sent', method, url: done },
        { ...post, method, url: done, status: 204 },
      );
    const once = after(303, 'GET');
    expect(once.up).toBeGreaterThan(1_000_000);
    expect(once.up).toBeLessThan(1_080_000);
    expect(once.requests).toBe(2);
    expect(after(307, 'POST').up).toBeGreaterThan(2_000_000);
  });

  it('counts a frame’s requests for the site that the tab showed when they were sent', () => {
    const rig = createMeterRig();
    const frame = { id: 'f', type: 'sub_frame', frameId: 9, isTopFrame: false, url: 'https://ads.test/' };
    rig.meter.onRequest(request({ ...frame, phase: 'sent' }));
    rig.tabs.shown({ id: 1, url: 'https://video.test/', isPrivate: false });
    rig.meter.onRequest(request({ ...frame, phase: 'failed', status: 0 }));
    expect(rig.sites()).toEqual(['news.test']);
  });

  it('opens no connection for a cache hit', () => {
    const fresh = createMeterRig();
    fresh.meter.onRequest(request({ status: 204 }));
    const rig = createMeterRig();
    rig.meter.onRequest(request({ fromCache: true, ip: null }));
    rig.meter.onRequest(request({ status: 204 }));
    expect(rig.total().down).toBe(fresh.total().down);
  });

  it('does not believe an invalid Content-Length', () => {
    for (const value of ['-5000000', 'NaN', '1e12', '99999999999999999999', '5, 6']) {
      const cost = costOf({ headers: contentLength(value) });
      expect(cost.down).toBeLessThan(100_000);
      expect(cost.down).toBeGreaterThan(0);
    }
  });

  it('counts a connection once', () => {
    const rig = createMeterRig();
    const costs = [0, 1000, 400_000].map((later) => {
      const before = rig.total();
      rig.meter.onRequest(request({ status: 204, at: NOON + later }));
      return rig.total().down - before.down;
    });
    expect(costs[0]! - costs[1]!).toBeGreaterThan(3500);
    // Resumed with a ticket of the first: no certificates.
    expect(costs[2]! - costs[1]!).toBeGreaterThan(1000);
    expect(costs[2]!).toBeLessThan(costs[0]! - 2000);
  });

  it('posts the host that served and the site that requested', () => {
    const rig = createMeterRig();
    rig.meter.onRequest(request({ type: 'media', headers: contentLength(5) }));
    expect(rig.posts[0]).toMatchObject({ site: 'news.test', host: 'cdn.test', kind: 'media', at: NOON });
    expect(rig.posts[0]!.body).toEqual({ down: 5, up: 0 });
  });

  it('forgets requests that never end, the oldest first', () => {
    const rig = createMeterRig();
    const upload = { method: 'POST', type: 'xmlhttprequest', bodyUp: 1_000_000 };
    for (let i = 0; i <= 5000; i++) rig.meter.onRequest(request({ ...upload, phase: 'sent', id: `u${i}` }));
    const upOf = (id: string) => {
      const before = rig.total().up;
      rig.meter.onRequest(request({ ...upload, bodyUp: null, id, status: 204 }));
      return rig.total().up - before;
    };
    expect(upOf('u5000')).toBeGreaterThan(1_000_000);
    expect(upOf('u1')).toBeGreaterThan(1_000_000);
    expect(upOf('u0')).toBeLessThan(10_000);
  });
});

describe('the meter, in Firefox', () => {
  const counted = (request: number, response: number, rest: Partial<RequestEvent> = {}): Partial<RequestEvent> => ({
    statusLine: 'HTTP/1.1 200 OK',
    sizes: { request, response },
    topUrl: 'https://www.news.test/',
    isPrivate: false,
    ...rest,
  });
  const plain = { url: 'http://cdn.test/a.js' };

  it('uses the browser’s own count, and leaves nothing open', () => {
    const cost = costOf(counted(400, 100_300));
    expect(cost.down).toBeGreaterThan(100_300);
    expect(cost.down).toBeLessThan(106_000);
    expect(cost.measured).toBe(cost.down + cost.up);
    expect(cost.open).toBe(0);
  });

  it('counts the same over HTTP/1.1 however head and body share the bytes', () => {
    const events = [[], contentLength(100_000)].map((headers) => costOf(counted(400, 100_300, { ...plain, headers })));
    expect(events[0]).toMatchObject({ down: events[1]!.down, up: events[1]!.up });
  });

  it('counts a 304 by its own small size, though the cache gave the content', () => {
    const cost = costOf(counted(400, 150, { fromCache: true, headers: contentLength(5_000_000) }));
    expect(cost.requests).toBe(1);
    expect(cost.down).toBeLessThan(400);
  });

  it('counts nothing where nothing went over the wire', () => {
    expect(costOf(counted(0, 0, { fromCache: true }))).toMatchObject({ down: 0, up: 0, requests: 0 });
    expect(costOf(counted(0, 0, { phase: 'failed', status: 0 }))).toMatchObject({ requests: 0 });
  });

  it('counts what arrived of an aborted response', () => {
    const cost = costOf(counted(400, 16_233, { phase: 'failed', status: 0 }));
    expect(cost.down).toBeGreaterThan(16_233);
    expect(cost.down).toBeLessThan(17_500);
    expect(cost.measured).toBe(cost.down + cost.up);
  });

  it('counts a redirect by its head, which Firefox reports as 0', () => {
    const cost = costOf(counted(0, 0, { phase: 'redirected', status: 302, statusLine: 'HTTP/1.1 302 Found' }));
    expect(cost.requests).toBe(1);
    expect(cost.down + cost.up).toBeLessThan(HEADS);
  });

  it('counts an upload within the request’s size', () => {
    const cost = costOf(counted(1_000_400, 200, { method: 'POST', status: 204 }));
    expect(cost.up).toBeGreaterThan(1_000_400);
    expect(cost.up).toBeLessThan(1_080_000);
  });
});

describe('the meter’s postings', () => {
  it('contain what a correction needs, and no address', () => {
    const rig = createMeterRig();
    rig.meter.onRequest(request({ url: 'https://cdn.test/secret-path.js?token=1' }));
    const [posting] = [...rig.opened.values()];
    expect(JSON.stringify(posting)).not.toMatch(/secret-path|token/);
    const { transfer, pieces } = posting!;
    expect(transfer.down.evidence).toBe('modelled');
    expect(transfer.up).toEqual(known(0, 'exact'));
    const body = { down: transfer.down.bytes, up: 0 };
    expect(pieces).toEqual([{ slot: slotAt(NOON), owner: 'none', cell: cellOf(transfer), body }]);
    expect(rig.total()).toEqual(cellOf(transfer));
    expect(posting).toMatchObject({
      site: 'news.test',
      host: 'cdn.test',
      awaits: { down: true, up: false, timeline: true },
    });
  });
});
