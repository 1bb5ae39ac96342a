import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RequestEvent } from '../../src/core/request-event.ts';
import { createMeterRig, timing } from './support/meter-rig.ts';
import { contentLength, NOON, request } from './support/request.ts';

/**
 * What a download costs that is cancelled `ms` after its head, on a link whose throughput was learned from `before`.
 */
function cancelledAfter(ms: number, headers: RequestEvent['headers'], before: Partial<RequestEvent>[] = []) {
  const rig = createMeterRig();
  rig.meter.onRequest(request({ status: 204 }));
  for (const event of before) rig.meter.onRequest(request(event));
  const { down, up, low, high, measured } = rig.total();
  const film = { id: 'film', type: 'media', url: 'https://cdn.test/film.mp4' };
  rig.meter.onRequest(request({ ...film, phase: 'started', headers, at: NOON }));
  rig.meter.onRequest(request({ ...film, phase: 'failed', at: NOON + ms, status: 0, statusLine: '' }));
  const after = rig.total();
  return {
    down: after.down - down,
    low: after.low - low,
    high: after.high - high,
    /** The bytes sent are known. */
    guessed: after.down + after.up - after.measured - (down + up - measured),
  };
}

const film = contentLength(50_000_000);

describe('a cancelled response', () => {
  it('is estimated, with an interval, as what the link carries in its duration', () => {
    const cost = cancelledAfter(2000, film);
    expect(cost.down).toBeGreaterThan(1_500_000);
    expect(cost.down).toBeLessThan(3_000_000);
    expect(cost.low).toBeLessThan(cost.down / 2);
    expect(cost.high).toBeGreaterThan(cost.down * 2);
    expect(cost.guessed).toBe(cost.down);
  });

  it('costs more the longer it lasted, and never more than its declared length', () => {
    fc.assert(
      fc.property(fc.nat(240_000), fc.nat(240_000), fc.nat(100_000_000), (one, other, length) => {
        const [short, long] = [Math.min(one, other), Math.max(one, other)].map((ms) =>
          cancelledAfter(ms, contentLength(length)),
        );
        expect(short!.down).toBeLessThanOrEqual(long!.down);
        expect(long!.high).toBeLessThan(length * 1.1 + 8000);
        for (const { down, low, high } of [short!, long!]) {
          expect(low).toBeLessThanOrEqual(high);
          expect(down).toBeGreaterThan(0);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('is estimated from the throughput of earlier transfers', () => {
    const transfers = (ms: number) =>
      Array.from({ length: 30 }, (_, i): Partial<RequestEvent>[] => [
        { id: `${i}`, phase: 'started', at: NOON, url: `https://cdn.test/${i}` },
        { id: `${i}`, at: NOON + ms, url: `https://cdn.test/${i}`, headers: contentLength(1_000_000) },
      ]).flat();
    const [fast, slow] = [100, 10_000].map((ms) => cancelledAfter(1000, film, transfers(ms)));
    expect(fast!.down).toBeGreaterThan(8_000_000);
    expect(slow!.down).toBeLessThan(200_000);
  });

  it('for an image of which no response was seen costs about half of a usual one, and possibly nothing', () => {
    const rig = createMeterRig();
    const picture = { type: 'image', url: 'https://cdn.test/a.jpg', phase: 'failed', status: 0 } as const;
    rig.meter.onRequest(request({ ...picture, phase: 'completed', status: 200, headers: contentLength(600_000) }));
    const before = rig.total();
    rig.meter.onRequest(request(picture));
    const { down, low, high, measured } = rig.total();
    expect(down - before.down).toBeGreaterThan(10_000);
    expect(down - before.down).toBeLessThan(310_000);
    expect(low - before.low).toBeLessThan(7000);
    expect(high - before.high).toBeGreaterThan(300_000);
    expect(measured - before.measured).toBeLessThan(7000);
    const script = createMeterRig();
    script.meter.onRequest(request({ ...picture, type: 'script' }));
    expect(script.total().down).toBeLessThan(6000);
  });

  it('for an image cancelled under way costs more, unless many are cancelled at once', () => {
    const costs = (...pictures: Partial<RequestEvent>[]) => {
      const rig = createMeterRig();
      rig.meter.onRequest(request({ status: 204 }));
      return pictures.map((one, n) => {
        const before = rig.total();
        const url = `https://cdn.test/${n}.jpg`;
        rig.meter.onRequest(request({ type: 'image', url, phase: 'failed', status: 0, isGivenUp: true, ...one }));
        const { down, high } = rig.total();
        expect(high - before.high).toBeGreaterThan(down - before.down);
        return down - before.down;
      });
    };
    // Where the response was no image, or the server had gone, nothing was cancelled on its way.
    const [failed] = costs({ isGivenUp: false });
    const [first, second, later, elsewhere] = costs({}, { at: NOON + 20 }, { at: NOON + 2000 }, { tabId: 2 });
    for (const met of [first, later, elsewhere]) expect(met).toBeGreaterThan(3 * failed!);
    expect(second).toBeLessThan(1.1 * failed!);
    // A page that keeps cancelling is being left, however long that takes.
    const many = costs(...Array.from({ length: 20 }, (_, n) => ({ at: NOON + 80 * n })));
    expect(Math.max(...many.slice(1))).toBeLessThan(1.1 * failed!);
  });

  it('is estimated from the throughput in timelines, too', () => {
    const rig = createMeterRig();
    const entries = Array.from({ length: 30 }, (_, i) => timing(`https://cdn.test/${i}`, 1_000_000, { ms: 10_000 }));
    rig.meter.onTiming({ tabId: 1, frameId: 0, entries });
    const one = { id: 'film', type: 'media', url: 'https://cdn.test/film.mp4' };
    rig.meter.onRequest(request({ ...one, phase: 'started', headers: film }));
    rig.meter.onRequest(request({ ...one, phase: 'failed', at: NOON + 1000, status: 0 }));
    expect(rig.total().down).toBeLessThan(200_000);
  });

  it('for a page costs no more than pages do, since its server may have taken the time, not the link', () => {
    const cost = (type: string, headers: RequestEvent['headers']) => {
      const rig = createMeterRig();
      const page = { id: 'page', type, initiator: '', url: 'https://www.news.test/', headers };
      rig.meter.onRequest(request({ ...page, phase: 'started' }));
      rig.meter.onRequest(request({ ...page, phase: 'failed', at: NOON + 10_000, status: 0 }));
      return rig.total();
    };
    for (const type of ['main_frame', 'sub_frame']) {
      const { down, low, high } = cost(type, []);
      expect(down).toBeLessThan(50_000);
      expect(low).toBeLessThan(20_000);
      expect(high).toBeGreaterThan(200_000);
      expect(high).toBeLessThan(500_000);
    }
    // A declared length, or a download, may be large.
    expect(cost('main_frame', film).down).toBeGreaterThan(5_000_000);
    const zip = [{ name: 'content-type', value: 'application/zip' }];
    expect(cost('main_frame', zip).down).toBeGreaterThan(5_000_000);
  });

  it('that its page may not read counts all the same, and is usually short', () => {
    const rig = createMeterRig();
    rig.meter.onRequest(request({ phase: 'failed', type: 'image', status: 0, ip: null }));
    expect(rig.total().requests).toBe(0);
    rig.meter.onRequest(request({ phase: 'failed', type: 'image', status: 0, ip: null, isRefused: true }));
    expect(rig.total().requests).toBe(1);
    expect(rig.total().down).toBeLessThan(15_000);
    expect(rig.total().high).toBeGreaterThan(60_000);
  });

  it('to HEAD has no body', () => {
    const rig = createMeterRig();
    const head = { id: 'h', method: 'HEAD', type: 'xmlhttprequest' };
    rig.meter.onRequest(request({ ...head, phase: 'started', headers: film }));
    rig.meter.onRequest(request({ ...head, phase: 'failed', at: NOON + 5000, status: 0 }));
    expect(rig.total().down).toBeLessThan(6000);
  });

  it('may have brought more than Firefox counted, unlike a completed one', () => {
    const bandOf = (phase: 'failed' | 'completed') => {
      const rig = createMeterRig();
      const film = { id: 'film', type: 'media', url: 'https://cdn.test/film.mp4', statusLine: 'HTTP/2 200 OK' };
      rig.meter.onRequest(request({ ...film, phase, sizes: { request: 400, response: 900_000 } }));
      const { down, up, high } = rig.total();
      return high - down - up;
    };
    expect(bandOf('failed')).toBeGreaterThan(bandOf('completed') + 10_000);
  });
});
