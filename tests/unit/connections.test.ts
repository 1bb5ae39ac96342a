import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createConnections, type Connections } from '../../src/background/connections.ts';
import { PRIVATE_SITE } from '../../src/core/report.ts';
import type { RequestEvent } from '../../src/core/request-event.ts';
import { NOON, request } from './support/request.ts';

const SITE = 'news.test';
let clock = NOON;
/** How many connections a request opens. By default its response ends 100 ms after that of the call before. */
const opened = (connections: Connections, rest: Partial<RequestEvent> = {}, protocol: 'h2' | 'http/1.1' = 'h2') => {
  const event = request({ at: (clock += 100), ...rest });
  connections.sees(event);
  const { full, resumed } = connections.use(event, protocol, SITE).opened;
  return full + resumed;
};
const fromNewsTest = (value: string) => [{ name: 'access-control-allow-origin', value }];
const mayCarry = { name: 'access-control-allow-credentials', value: 'true' };

describe('connections, in Chromium', () => {
  it('are opened once for each host', () => {
    const connections = createConnections('chromium');
    expect(opened(connections)).toBe(1);
    expect(opened(connections)).toBe(0);
    expect(opened(connections, { url: 'https://other.test/a.js' })).toBe(1);
  });

  it('are two for a navigation, the second in reserve', () => {
    const connections = createConnections('chromium');
    const page = { type: 'main_frame', url: 'https://news.test/', initiator: '' };
    expect(opened(connections, page)).toBe(2);
    expect(opened(connections, page)).toBe(0);
  });

  it('are separate for requests without credentials', () => {
    const connections = createConnections('chromium');
    opened(connections);
    expect(opened(connections, { type: 'font' })).toBe(1);
    expect(opened(connections, { type: 'font' })).toBe(0);
    expect(opened(connections, { type: 'xmlhttprequest', headers: fromNewsTest('*') })).toBe(0);
    expect(opened(connections, { headers: fromNewsTest('https://www.news.test') })).toBe(0);
    expect(opened(connections, { method: 'OPTIONS', type: 'xmlhttprequest' })).toBe(0);
  });

  it('of an image that allows the page’s origin are probably those with credentials', () => {
    const headers = fromNewsTest('https://www.news.test');
    const connections = createConnections('chromium');
    opened(connections);
    expect(opened(connections, { type: 'image', headers })).toBe(0.2);
    // A server that answers the request's own Origin was sent one, so the request was without credentials.
    const reflected = [...headers, { name: 'vary', value: 'Accept-Encoding, Origin' }];
    expect(opened(createConnections('chromium'), { type: 'image', headers: reflected })).toBe(1);
    expect(opened(connections, { type: 'image', headers: reflected })).toBe(0.8);
  });

  it('are closed when their server says so, or as that server usually does', () => {
    const after = (seconds: number, ...headers: { name: string; value: string }[]) => {
      const connections = createConnections('chromium');
      opened(connections, { headers, at: NOON });
      const dumped = createConnections('chromium', connections.dump());
      return [connections, dumped].map((one) => opened(one, { headers, at: NOON + seconds * 1000 }));
    };
    const server = (value: string) => ({ name: 'Server', value });
    expect(after(8)).toEqual([0, 0]);
    expect(after(8, server('Apache/2.4.57 (Debian)'))).toEqual([1, 1]);
    expect(after(4, server('Apache'))).toEqual([0, 0]);
    expect(after(8, server('nginx'))).toEqual([0, 0]);
    expect(after(80, server('nginx'))).toEqual([1, 1]);
    expect(after(8, server('Apache'), { name: 'Keep-Alive', value: 'timeout=15, max=100' })).toEqual([0, 0]);
    expect(after(8, { name: 'Keep-Alive', value: 'timeout=5' })).toEqual([1, 1]);
  });

  it('count by half where it is unknown which were used', () => {
    const connections = createConnections('chromium');
    opened(connections);
    const unsure = { type: 'xmlhttprequest', headers: [...fromNewsTest('https://www.news.test'), mayCarry] };
    expect(opened(connections, unsure)).toBe(0.5);
    expect(opened(connections, unsure)).toBe(0);
    // Fonts are never requested with credentials: the other half.
    expect(opened(connections, { type: 'font' })).toBe(0.5);
    expect(opened(connections, unsure)).toBe(0);
  });

  it('are opened for a burst of images, though Chromium reports only when each has ended', () => {
    const connections = createConnections('chromium');
    const burst = (pauseMs: number) =>
      Array.from({ length: 30 }, (_, n) => {
        const at = NOON + 200 + n * pauseMs;
        return opened(connections, { type: 'image', url: `https://pause-${pauseMs}.test/${n}`, at });
      }).reduce((sum, count) => sum + count, 0);
    expect(burst(1)).toBeCloseTo(6);
    expect(burst(30)).toBe(1);
  });

  it('tell which responses follow on another without a pause, having been requested before it ended', () => {
    const connections = createConnections('firefox');
    const joined = (at: number, sentAt: number | null) =>
      connections.use(request({ at: NOON + at }), 'h2', SITE, {
        sentAt: sentAt === null ? null : NOON + sentAt,
        startedAt: NOON + at,
      }).joined;
    expect(joined(100, 0)).toBe(0);
    expect(joined(101, 50)).toBe(1);
    expect(joined(102, null)).toBe(1);
    expect(joined(104, 103)).toBe(0);
    expect(joined(150, 0)).toBe(0);
  });

  it('are separate for frames of other sites', () => {
    const connections = createConnections('chromium');
    opened(connections);
    expect(opened(connections, { initiator: 'https://ads.test', isTopFrame: false })).toBe(1);
    expect(opened(connections, { type: 'sub_frame', url: 'https://cdn.test/frame' })).toBe(0);
  });

  it('for a redirect’s target depend on what was connected when the redirect came', () => {
    for (const browser of ['chromium', 'firefox'] as const) {
      const connections = createConnections(browser);
      const [first, hop, late] = [request(), request({ phase: 'redirected' }), request({ phase: 'redirected' })];
      for (const event of [first, hop, late]) connections.sees(event);
      expect(opened(connections, hop)).toBe(1);
      expect(opened(connections, { ...hop, phase: 'completed', at: NOON + 50 })).toBe(0);
      expect(opened(connections, first)).toBe(0.42);
      // From another host, before anything was answered there.
      const there = { url: 'https://there.test/' };
      opened(connections, late);
      opened(connections, there);
      expect(opened(connections, { ...late, ...there, phase: 'completed', at: NOON + 60 })).toBe(0.42);
    }
  });

  it('are opened for requests that waited with the first, up to six, and closed again over HTTP/2', () => {
    for (const protocol of ['h2', 'http/1.1'] as const) {
      const connections = createConnections('chromium');
      const waiting = Array.from({ length: 20 }, () => request());
      for (const event of waiting) connections.sees(event);
      let sum = 0;
      for (const { id } of waiting) sum += opened(connections, { id }, protocol);
      expect(sum).toBeGreaterThan(4);
      expect(sum).toBeLessThanOrEqual(6);
    }
  });

  it('are resumed with a ticket after a pause, and forgotten long after', () => {
    const connections = createConnections('chromium');
    const at = (ms: number) => connections.use(request({ at: NOON + ms }), 'h2', SITE).opened;
    expect(at(0)).toEqual({ full: 1, resumed: 0 });
    expect(at(60_000)).toEqual({ full: 0, resumed: 0 });
    expect(at(600_000)).toEqual({ full: 0, resumed: 1 });
    expect(at(10_000_000)).toEqual({ full: 1, resumed: 0 });
  });

  it('stay open while a response arrives', () => {
    const connections = createConnections('chromium');
    connections.use(request(), 'h2', SITE);
    const long = request({ at: NOON + 3_600_000 });
    expect(connections.use(long, 'h2', SITE, { startedAt: NOON + 1000 }).opened).toEqual({ full: 0, resumed: 0 });
  });

  it('survive the worker; those of private windows do not', () => {
    const before = createConnections('chromium');
    before.use(request(), 'h2', SITE);
    before.use(request({ url: 'https://secret.test/' }), 'h2', PRIVATE_SITE);
    const state = structuredClone(before.dump());
    expect(JSON.stringify(state)).not.toContain('secret');
    expect(opened(createConnections('chromium', state))).toBe(0);
  });

  it('know only the headers that they have carried', () => {
    const before = createConnections('chromium');
    expect(before.use(request(), 'h2', SITE).blockUp).toBeGreaterThan(100);
    expect(before.use(request(), 'h2', SITE).blockUp).toBeLessThan(60);
    const after = createConnections('chromium', before.dump());
    expect(after.use(request(), 'h2', SITE).blockUp).toBeUndefined();
  });

  it('are at most six for one host at the same time, whatever comes', () => {
    const event = fc.record({
      at: fc.nat(60_000).map((ms) => NOON + ms),
      type: fc.constantFrom('script', 'font', 'image', 'xmlhttprequest', 'main_frame', 'sub_frame'),
      url: fc.constantFrom('https://a.test/', 'https://b.test/x'),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        const connections = createConnections('chromium');
        let sum = 0;
        for (const one of events) {
          const count = opened(connections, one);
          expect(count).toBeGreaterThanOrEqual(0);
          sum += count;
        }
        // Two hosts, with and without credentials, in the site's frames and in others: six each at most.
        expect(sum).toBeLessThanOrEqual(2 * 2 * 2 * 6);
      }),
    );
  });
});

describe('stored connections', () => {
  it('are bounded', () => {
    const connections = createConnections('chromium');
    for (let n = 0; n < 3000; n++) connections.use(request({ url: `https://h${n}.test/` }), 'h2', SITE);
    expect(connections.dump().length).toBeLessThanOrEqual(300);
    expect(connections.use(request({ url: 'https://h0.test/' }), 'h2', SITE).opened.full).toBe(1);
  });
});
