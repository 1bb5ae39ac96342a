import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leftOf, toldUpload } from '../../src/core/left-upload.ts';
import type { BodyReport } from '../../src/core/tap-report.ts';
import { createMeterRig } from './support/meter-rig.ts';
import { NOON, request } from './support/request.ts';
import { bodyReport } from './support/tap-reports.ts';

const URL = 'https://drive.test/up';
const POST = { id: 'p', type: 'xmlhttprequest', url: URL, method: 'POST' };
const MB = 1_000_000;

/** A rig in which a page sends a body of `bytes`; `tells` reports how much of it was sent, `ms` after that began. */
function uploading({ bytes = 20 * MB, isHidden = false } = {}) {
  const rig = createMeterRig();
  const begin = (id = 'p', ms = 0) =>
    rig.meter.onRequest(
      request({
        ...{ ...POST, id, phase: 'sent', at: NOON + ms, ip: null },
        ...{ bodyUp: isHidden ? 0 : bytes, hasHiddenBody: isHidden },
      }),
    );
  begin();
  const tells = (sent: number, ms: number, rest: Partial<BodyReport> = {}) =>
    rig.tap.onNews({
      ...{ tabId: 1, frameId: 0, document: 'd', site: 'news.test', at: NOON + ms },
      reports: [{ now: bodyReport({ id: 1.25, url: URL, by: 'xhr', bytes: sent, done: false, ...rest }), told: null }],
    });
  const stops = (ms: number) =>
    rig.meter.onRequest(
      request({ ...POST, phase: 'failed', status: 0, ip: null, isGivenUp: true, at: NOON + ms, headers: [] }),
    );
  const completes = (ms: number, id = 'p') => rig.meter.onRequest(request({ ...POST, id, at: NOON + ms, status: 204 }));
  return { rig, begin, tells, stops, completes };
}

describe('an upload', () => {
  it('counts while it is sent', () => {
    const { rig, tells } = uploading();
    tells(2 * MB, 1000);
    expect(rig.total().up).toBeGreaterThan(2 * MB);
    tells(5 * MB, 2000);
    expect(rig.total().up).toBeGreaterThan(5 * MB);
    expect(rig.total().up).toBeLessThan(5.5 * MB);
    expect(rig.total().requests).toBe(1);
  });

  it('counts once when it has completed, whatever was told of it before', () => {
    const whole = uploading();
    whole.completes(9000);
    const told = uploading();
    told.tells(5 * MB, 2000);
    told.tells(15 * MB, 7000);
    told.completes(9000);
    expect(told.rig.total()).toEqual(whole.rig.total());
    told.tells(20 * MB, 9100);
    expect(told.rig.total()).toEqual(whole.rig.total());
  });

  it('that is stopped counts what was told to have been sent', () => {
    const { rig, tells, stops } = uploading();
    tells(3 * MB, 60_000);
    stops(60_400);
    const { up, low, high } = rig.total();
    expect(up / (3 * MB)).toBeGreaterThan(1);
    expect(up / (3 * MB)).toBeLessThan(1.06);
    expect(low).toBeGreaterThan(1.6 * MB);
    expect(high).toBeLessThan(3.6 * MB);
  });

  it('that had stalled when it was stopped counts just what was told', () => {
    const [flowing, stalled] = [500, 5000].map((ms) => {
      const { rig, tells, stops } = uploading();
      tells(3 * MB, 3000);
      tells(3 * MB, 3000 + ms);
      stops(3000 + ms);
      tells(3 * MB, 3010 + ms);
      return rig.total().up / (3 * MB);
    });
    expect(flowing).toBeGreaterThan(1.1);
    expect(stalled).toBeLessThan(1.06);
  });

  it('that is stopped counts what is told of it only afterwards', () => {
    const { rig, tells, stops } = uploading();
    stops(60_000);
    const guessed = rig.total().up;
    tells(3 * MB, 60_300);
    expect(guessed).toBeGreaterThan(5 * MB);
    expect(rig.total().up).toBeLessThan(3.2 * MB);
    tells(3.2 * MB, 60_600);
    expect(rig.total().up).toBeGreaterThan(3.2 * MB);
    tells(9 * MB, 60_700, { id: 9.25 });
    expect(rig.total().up).toBeLessThan(3.5 * MB);
  });

  it('is not taken for the one before it, of which the page tells last', () => {
    for (const isStopped of [true, false]) {
      const { rig, begin, tells, stops, completes } = uploading({ bytes: 5 * MB });
      if (isStopped) stops(400);
      else completes(400);
      const before = rig.total().up;
      begin('q', 500);
      tells(isStopped ? 0.2 * MB : 5 * MB, 600);
      tells(MB, 1000, { id: 2.25, at: NOON + 495 });
      tells(isStopped ? 0.2 * MB : 5 * MB, 1010);
      tells(2 * MB, 1500, { id: 2.25, at: NOON + 495 });
      const all = isStopped ? 2.3 * MB : before + 2 * MB;
      expect(rig.total().up / all).toBeGreaterThan(1);
      expect(rig.total().up / all).toBeLessThan(1.06);
    }
  });

  it('of hidden size that is stopped has at most the size that the page reports of the whole', () => {
    const { rig, tells, stops } = uploading({ isHidden: true });
    tells(3 * MB, 60_000);
    stops(60_400);
    tells(2 * MB, 60_500, { id: 1.5, done: true });
    expect(rig.total().up).toBeLessThan(2.2 * MB);
  });

  it('of hidden size takes the size that the page reports, though another one was stopped before it', () => {
    const { rig, begin, tells, stops, completes } = uploading({ isHidden: true });
    tells(7 * MB, 100, { id: 1.5, done: true });
    tells(3 * MB, 60_000);
    stops(60_400);
    begin('q', 60_500);
    tells(4 * MB, 61_000, { id: 2.5, done: true });
    completes(69_000, 'q');
    expect(rig.total().up / (7 * MB)).toBeGreaterThan(1);
    expect(rig.total().up / (7 * MB)).toBeLessThan(1.06);
  });

  it('cannot be told to have sent more than it has, or than a link carries', () => {
    const known = uploading({ bytes: MB });
    known.tells(1e12, 100_000);
    expect(known.rig.total().up).toBeLessThan(1.1 * MB);
    const hidden = uploading({ isHidden: true });
    hidden.tells(1e12, 100);
    expect(hidden.rig.total().up).toBeLessThan(14 * MB);
  });

  it('that is redirected counts each time that it was sent', () => {
    const { rig, tells, completes } = uploading();
    tells(20 * MB, 4000);
    rig.meter.onRequest(request({ ...POST, phase: 'redirected', status: 307, at: NOON + 5000 }));
    const once = rig.total().up;
    expect(once / (20 * MB)).toBeLessThan(1.05);
    completes(9000);
    expect(rig.total().up / once).toBeGreaterThan(1.95);
    expect(rig.total().up / once).toBeLessThan(2.05);
  });

  it('goes on where it was when the background restarts, which then knows no size of it', () => {
    const { rig, tells } = uploading();
    tells(8 * MB, 4000);
    const next = createMeterRig(structuredClone([...rig.opened.values()]));
    const later = (sent: number, at: number) =>
      next.tap.onNews({
        ...{ tabId: 1, frameId: 0, document: 'd', site: 'news.test', at },
        reports: [{ now: bodyReport({ id: 1.25, url: URL, by: 'xhr', bytes: sent, done: false }), told: null }],
      });
    later(15 * MB, NOON + 7000);
    expect(rig.total().up + next.total().up).toBeGreaterThan(15 * MB);
    later(20 * MB, NOON + 8000);
    for (const phase of ['started', 'completed'] as const)
      next.meter.onRequest(request({ ...POST, phase, status: 204, at: NOON + 8100, bodyUp: null }));
    const up = rig.total().up + next.total().up;
    expect(up / (20 * MB)).toBeGreaterThan(1);
    expect(up / (20 * MB)).toBeLessThan(1.06);
    expect(rig.total().requests + next.total().requests).toBe(1);
  });

  it('of hidden size has at least what was told, until the page reports the whole', () => {
    const { rig, tells, completes } = uploading({ isHidden: true });
    tells(8 * MB, 4000);
    completes(4100);
    expect(rig.total().up).toBeGreaterThan(8 * MB);
    tells(8.1 * MB, 4200, { id: 1.5, done: true });
    expect(rig.total().up).toBeLessThan(8.6 * MB);
  });
});

describe('an upload that its server answers with an error', () => {
  /** What is counted of 20 MB, answered `ms` after it began; `told` of which the page heard 100 ms before. */
  function refused(ms: number, { told = 0, isHidden = false, status = 413 } = {}) {
    const { rig, tells, completes } = uploading({ bytes: MB });
    completes(500);
    const before = rig.total().up;
    const post = { ...POST, id: 'q', bodyUp: isHidden ? 0 : 20 * MB, hasHiddenBody: isHidden };
    rig.meter.onRequest(request({ ...post, phase: 'sent', at: NOON + 600, url: `${URL}?q` }));
    const at = NOON + 600 + ms;
    const inPage = { url: `${URL}?q`, at: NOON + 600 };
    if (told > 0) tells(told, 500 + ms, { ...inPage, id: 2.25 });
    rig.meter.onRequest(request({ ...post, at, status, url: `${URL}?q` }));
    if (isHidden) tells(20 * MB, 700 + ms, { ...inPage, id: 2.5, done: true });
    return (rig.total().up - before) / MB;
  }

  it('was not sent whole where that would have taken longer, known or hidden', () => {
    for (const isHidden of [false, true]) {
      // 2 MB a second, as the one before.
      expect(refused(300, { isHidden })).toBeGreaterThan(0.4);
      expect(refused(300, { isHidden })).toBeLessThan(0.8);
      expect(refused(1000, { isHidden, told: 3 * MB })).toBeGreaterThan(3);
      expect(refused(1000, { isHidden, told: 3 * MB })).toBeLessThan(5);
    }
  });

  it('waits for no other size once the page has reported its own', () => {
    const { rig, begin, tells, completes } = uploading({ isHidden: true });
    rig.meter.onRequest(request({ ...POST, at: NOON + 300, status: 413 }));
    tells(20 * MB, 400, { id: 1.5, done: true });
    const before = rig.total().up;
    begin('q', 1000);
    tells(4 * MB, 1400, { id: 2.5, done: true });
    completes(5000, 'q');
    expect((rig.total().up - before) / (4 * MB)).toBeGreaterThan(1);
    expect((rig.total().up - before) / (4 * MB)).toBeLessThan(1.06);
  });

  it('was sent whole where there was time for that, or where there was no error', () => {
    for (const isHidden of [false, true])
      for (const whole of [
        refused(10_000, { isHidden }),
        refused(10_000, { isHidden, told: 19 * MB }),
        refused(300, { isHidden, status: 200 }),
      ])
        expect(whole / 20).toBeCloseTo(1.04, 1);
  });
});

describe('what was sent of a body', () => {
  const size = fc.integer({ min: 0, max: 1e9 });
  const told = fc.record({ isBehind: fc.boolean(), isLast: fc.boolean() });

  it('is within its interval, and never more than the body has', () => {
    fc.assert(
      fc.property(size, fc.option(size), fc.integer({ min: 0, max: 1e6 }), size, told, (sent, body, ms, whole, how) => {
        const one = toldUpload(sent, body, ms, how);
        for (const each of [one, leftOf(whole, one)]) {
          expect(each.low).toBeGreaterThanOrEqual(0);
          expect(each.low).toBeLessThanOrEqual(each.bytes);
          expect(each.bytes).toBeLessThanOrEqual(each.high);
          if (body !== null) expect(each.high).toBeLessThanOrEqual(body);
        }
        expect(leftOf(whole, one).high).toBeLessThanOrEqual(whole);
      }),
    );
  });

  it('is what the browser told, where that does not tell late', () => {
    const sizeOf = (isBehind: boolean) => toldUpload(3 * MB, 20 * MB, 3000, { isBehind, isLast: true }).bytes;
    expect(sizeOf(false)).toBe(3 * MB);
    expect(sizeOf(true)).toBe(3.45 * MB);
  });
});
