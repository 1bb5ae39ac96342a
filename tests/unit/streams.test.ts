import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RequestEvent } from '../../src/core/request-event.ts';
import type { StreamReport } from '../../src/core/tap-report.ts';
import { createMeterRig, timing } from './support/meter-rig.ts';
import { contentLength, NOON, request } from './support/request.ts';
import { streamReport } from './support/tap-reports.ts';

const URL = 'https://api.test/feed';
const fetching: Partial<RequestEvent> = { id: 'f', type: 'xmlhttprequest', url: URL };
const gzip = [{ name: 'Content-Encoding', value: 'gzip' }];

function rigWith(...events: Partial<RequestEvent>[]) {
  const rig = createMeterRig();
  rig.meter.onRequest(request({ status: 204, url: 'https://api.test/hello' }));
  const before = rig.total();
  for (const event of events) rig.meter.onRequest(request(event));
  const read = (bytes: number, at = NOON, rest: Partial<StreamReport> = {}) =>
    rig.tap.onNews({
      tabId: 1,
      frameId: 0,
      document: 'd',
      site: 'news.test',
      at,
      reports: [{ now: streamReport({ url: URL, read: bytes, ...rest }), told: null }],
    });
  const cost = () => {
    const after = rig.total();
    return {
      down: after.down - before.down,
      up: after.up - before.up,
      requests: after.requests - before.requests,
      band: after.high - after.low - (before.high - before.low),
    };
  };
  const tell = (...more: Partial<RequestEvent>[]) => more.forEach((event) => rig.meter.onRequest(request(event)));
  return { ...rig, read, cost, tell };
}
const begun: Partial<RequestEvent>[] = [
  { ...fetching, phase: 'sent' },
  { ...fetching, phase: 'started' },
];

describe('a response that the page reads while it arrives', () => {
  it('is counted while it grows, and once at its end', () => {
    const rig = rigWith(...begun);
    rig.read(1_000_000);
    const first = rig.cost();
    expect(first.down).toBeGreaterThan(1_000_000);
    expect(first.requests).toBe(1);
    rig.read(3_000_000, NOON + 60_000);
    expect(rig.cost().down).toBeGreaterThan(3_000_000);
    rig.tell({ ...fetching, at: NOON + 61_000, headers: contentLength(3_000_000) });
    const once = rigWith(...begun, { ...fetching, at: NOON + 61_000, headers: contentLength(3_000_000) });
    expect(rig.cost()).toEqual(once.cost());
    expect(rig.opened.size).toBe(0);
  });

  it('costs the same as one reported at once, whatever was read of it on the way', () => {
    const steps = fc.array(fc.record({ read: fc.nat(5_000_000), later: fc.nat(2_000_000) }), { maxLength: 8 });
    fc.assert(
      fc.property(steps, fc.nat(5_000_000), fc.boolean(), (reads, length, isEncoded) => {
        const headers = [...contentLength(length), ...(isEncoded ? gzip : [])];
        const rig = rigWith({ ...fetching, phase: 'sent' }, { ...fetching, phase: 'started', headers });
        let at = NOON;
        // What was read never shrinks.
        const totals = reads.map(({ read }) => read).sort((a, b) => a - b);
        reads.forEach(({ later }, i) => rig.read(totals[i]!, (at += later)));
        rig.tell({ ...fetching, headers });
        expect(rig.cost()).toEqual(rigWith({ ...fetching, headers }).cost());
      }),
      { numRuns: 40 },
    );
  });

  it('keeps what was read where nothing else tells its size', () => {
    const rig = rigWith(...begun);
    rig.read(2_000_000);
    rig.tell({ ...fetching, at: NOON + 1000 });
    expect(rig.cost().down).toBeGreaterThan(2_000_000);
    expect(rig.cost().down).toBeLessThan(2_150_000);
    expect(rig.cost().requests).toBe(1);
  });

  it('counts what the page reads after the browser has ended it', () => {
    const rig = rigWith(...begun);
    rig.read(2_000_000);
    rig.tell({ ...fetching, at: NOON + 1000 });
    rig.read(2_500_000, NOON + 1300);
    expect(rig.cost().down).toBeGreaterThan(2_500_000);
    expect(rig.cost().requests).toBe(1);
  });

  it('keeps what was read when it is cancelled', () => {
    const rig = rigWith(...begun);
    rig.read(2_000_000);
    rig.tell({ ...fetching, phase: 'failed', status: 0, at: NOON + 900_000 });
    expect(rig.cost().down).toBeGreaterThan(2_000_000);
    expect(rig.cost().down).toBeLessThan(2_150_000);
  });

  it.each<[StreamReport['by'], number]>([
    ['fetch', 1],
    ['eventsource', 1.03],
  ])('counts a closing page’s last report, though the response has already ended: %s', (by, share) => {
    const rig = rigWith(...begun);
    rig.read(2_000_000, NOON, { by });
    rig.tell({ ...fetching, phase: 'failed', status: 0, at: NOON + 900_000 });
    rig.read(3_000_000, NOON + 900_010, { by });
    expect(rig.cost().down).toBeGreaterThan(3_000_000 * share);
    expect(rig.cost().down).toBeLessThan(3_200_000 * share);
    // A late report of less was overtaken by another one.
    const told = rig.cost();
    rig.read(1_000_000, NOON + 900_020, { by });
    expect(rig.cost()).toEqual(told);
  });

  it('of server-sent events reported only after their end is counted as events', () => {
    const rig = rigWith(...begun, { ...fetching, phase: 'failed', status: 0, at: NOON + 1000 });
    rig.read(2_000_000, NOON + 1010, { by: 'eventsource' });
    expect(rig.cost().down).toBeGreaterThan(2_060_000);
  });

  it('is an estimate with an interval where it was encoded', () => {
    const rig = rigWith({ ...fetching, phase: 'sent' }, { ...fetching, phase: 'started', headers: gzip });
    rig.read(1_000_000);
    expect(rig.cost().down).toBeLessThan(600_000);
    expect(rig.cost().down).toBeGreaterThan(120_000);
    expect(rig.cost().band).toBeGreaterThan(300_000);
  });

  it('is also measured by what was read after its end', () => {
    const rig = rigWith(fetching);
    rig.read(2_000_000);
    expect(rig.cost().down).toBeGreaterThan(2_000_000);
    expect(rig.cost().down).toBeLessThan(2_150_000);
  });

  it('costs nothing for a cache hit', () => {
    const rig = rigWith({ ...fetching, fromCache: true });
    rig.read(2_000_000);
    expect(rig.cost()).toEqual({ down: 0, up: 0, requests: 0, band: 0 });
  });

  it('counts nothing that the browser does not confirm', () => {
    const rig = rigWith(...begun);
    rig.read(2_000_000, NOON, { url: 'https://api.test/invented' });
    expect(rig.cost().requests).toBe(0);
    rig.tell({ ...fetching, headers: contentLength(10) });
    const once = rig.cost();
    rig.read(2_000_000);
    expect(rig.cost()).toEqual(once);
  });

  it('of a redirect is found by its final address', () => {
    const rig = rigWith(
      { ...fetching, phase: 'sent', url: 'https://api.test/old' },
      { ...fetching, phase: 'redirected', status: 302, url: 'https://api.test/old' },
      { ...fetching, phase: 'sent' },
      { ...fetching, phase: 'started' },
    );
    rig.read(2_000_000);
    rig.tell(fetching);
    expect(rig.cost().down).toBeGreaterThan(2_000_000);
    expect(rig.cost().requests).toBe(2);
  });
});

describe('a stream that page and server end at the same instant', () => {
  it('counts what was read of it, whatever the timeline says', () => {
    for (const isEarly of [false, true]) {
      const rig = rigWith(...begun);
      rig.read(250_000, NOON, { by: 'eventsource' });
      const before = rig.cost().down;
      const told = () =>
        rig.meter.onTiming({ tabId: 1, frameId: 0, entries: [timing(URL, 0, { endedAt: NOON + 900 })] });
      if (isEarly) told();
      rig.tell({ ...fetching, at: NOON + 900 });
      if (!isEarly) told();
      expect(rig.cost().down).toBeGreaterThan(before - 1);
    }
  });
});
