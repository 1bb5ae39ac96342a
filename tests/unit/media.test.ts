import { describe, expect, it } from 'vitest';
import type { MediaReport } from '../../src/core/tap-report.ts';
import { createMeterRig } from './support/meter-rig.ts';
import { NOON, request } from './support/request.ts';

const URL = 'https://www.news.test/film.mp4';
const TOTAL = 10_000_000;
const FROM = { tabId: 1, frameId: 0, document: 'd', site: 'news.test', at: NOON };

const head = (from: number) => [
  { name: 'content-range', value: `bytes ${from}-${TOTAL - 1}/${TOTAL}` },
  { name: 'content-length', value: String(TOTAL - from) },
];
const film = (phase: 'started' | 'failed', id: string, from: number, ms = 0) =>
  request({
    ...{ id, phase, type: 'media', url: URL, at: NOON + ms },
    ...(phase === 'started' ? { status: 206, headers: head(from) } : { status: 0 }),
  });
const shows = (ms: number, ...buffered: [number, number][]): { now: MediaReport; told: null } => ({
  now: { kind: 'media', id: 1, url: URL, duration: 100, buffered, decoded: 0, idleSince: null, at: NOON + ms },
  told: null,
});
/** The same report of a player that has had enough since then. */
const hasEnough = (since: number, ...[ms, ...buffered]: Parameters<typeof shows>): ReturnType<typeof shows> => ({
  now: { ...shows(ms, ...buffered).now, idleSince: NOON + since },
  told: null,
});

describe('a player’s requests', () => {
  it('cost what the player has fetched, as it grows and when they are cancelled', () => {
    const rig = createMeterRig();
    rig.meter.onRequest(film('started', 'a', 0));
    rig.tap.onNews({ ...FROM, reports: [shows(100, [0, 5])] });
    const early = rig.total();
    expect(early.down).toBeGreaterThan(500_000);
    expect(early.down).toBeLessThan(530_000);
    rig.tap.onNews({ ...FROM, reports: [shows(600, [0, 13])] });
    rig.meter.onRequest(film('failed', 'a', 0, 700));
    rig.meter.onRequest(film('started', 'b', 6_000_000, 750));
    rig.tap.onNews({ ...FROM, reports: [shows(1200, [0, 13], [60, 67])] });
    rig.meter.onRequest(film('failed', 'b', 6_000_000, 1300));
    const all = rig.total();
    expect(all.requests).toBe(2);
    expect(all.down).toBeGreaterThan(2_000_000);
    expect(all.down).toBeLessThan(2_200_000);
    expect(all.low).toBeGreaterThan(1_950_000);
  });

  it('are settled by their player’s report after they were cancelled', () => {
    const rig = createMeterRig();
    rig.meter.onRequest(film('started', 'a', 0));
    rig.meter.onRequest(film('failed', 'a', 0, 5000));
    expect(rig.total().down).toBeGreaterThan(4_000_000);
    for (const ms of [5200, 8200]) {
      rig.tap.onNews({ ...FROM, reports: [shows(ms, [0, 13])] });
      expect(rig.total().down).toBeGreaterThan(1_300_000);
      expect(rig.total().down).toBeLessThan(1_360_000);
      expect(rig.opened.size).toBe(ms < 8000 ? 1 : 0);
    }
  });

  it('cost what delayed the next request, at the pace that the link has shown since', () => {
    const costOf = (waits: number) => {
      const rig = createMeterRig();
      const ask = (id: string, ms: number) => rig.meter.onRequest({ ...film('started', id, 0, ms), phase: 'sent' });
      ask('a', -180);
      rig.meter.onRequest(film('started', 'a', 0));
      rig.meter.onRequest(film('failed', 'a', 0, 300));
      ask('b', 301);
      rig.meter.onRequest(film('started', 'b', 6_000_000, 301 + waits));
      rig.tap.onNews({ ...FROM, reports: [shows(301 + waits, [0, 6])] });
      rig.meter.onRequest(film('failed', 'b', 6_000_000, 801 + waits));
      rig.tap.onNews({ ...FROM, reports: [shows(810 + waits, [0, 6], [60, 70])] });
      const { down, low, measured } = rig.total();
      expect(low).toBeLessThan(1_750_000);
      expect(measured).toBeLessThan(1_800_000);
      return down;
    };
    // 2 kB/ms, and what was in flight when the tab was closed.
    expect(costOf(460) - costOf(60)).toBeGreaterThan(1.03 * 780_000);
    expect(costOf(460) - costOf(60)).toBeLessThan(1.06 * 800_000);
  });

  it('cost what was in flight when their player had seen that the index is elsewhere', () => {
    const rig = createMeterRig();
    rig.meter.onRequest(film('started', 'a', 0));
    rig.meter.onRequest(film('failed', 'a', 0, 400));
    rig.tap.onNews({ ...FROM, reports: [hasEnough(405, 405, [0, 1])] });
    const before = rig.total();
    rig.meter.onRequest(film('started', 'b', 9_900_000, 410));
    rig.meter.onRequest(film('started', 'c', 100_000, 440));
    const { now } = shows(900, [0, 1]);
    rig.tap.onNews({ ...FROM, reports: [{ now: { ...now, looked: [NOON - 20, NOON + 430] }, told: null }] });
    const { down, measured } = rig.total();
    // Less than before: the player's report that it has enough meant more in flight than 400 ms at 8 Mbit/s.
    expect(down).toBeLessThan(before.down);
    expect(down).toBeGreaterThan(400_000);
    expect(down).toBeLessThan(440_000);
    expect(measured - before.measured).toBeLessThan(10_000);
  });

  it('cost what may have arrived of a response cancelled before its head, on a link faster than its readers', () => {
    const costOf = (after: number, isGivenUp = true) => {
      const rig = createMeterRig();
      const ask = (id: string, ms: number) => rig.meter.onRequest({ ...film('started', id, 0, ms), phase: 'sent' });
      ask('a', -15);
      rig.meter.onRequest(film('started', 'a', 0));
      rig.meter.onRequest(film('failed', 'a', 0, 20));
      rig.tap.onNews({ ...FROM, reports: [shows(30, [0, 20])] });
      const before = rig.total();
      ask('b', 40);
      const unheard = { ...film('failed', 'b', 0, 40 + after), headers: [], status: 0, ip: null };
      rig.meter.onRequest({ ...unheard, isGivenUp });
      const { down, low, requests } = rig.total();
      expect(low).toBeLessThan(before.low + 10_000);
      return { down: down - before.down, requests: requests - before.requests };
    };
    expect(costOf(10).requests).toBe(1);
    expect(costOf(10).down).toBeGreaterThan(250_000);
    expect(costOf(10).down).toBeLessThan(280_000);
    // Cancelled before it could have been sent, or by a hold.
    for (const none of [costOf(2), costOf(10, false)]) expect(none).toEqual({ down: 0, requests: 0 });
  });

  it('cost no less when the player restarts', () => {
    const rig = createMeterRig();
    rig.meter.onRequest(film('started', 'a', 0));
    rig.tap.onNews({ ...FROM, reports: [shows(600, [0, 13])] });
    rig.meter.onRequest(film('failed', 'a', 0, 700));
    rig.tap.onNews({ ...FROM, document: 'e', reports: [shows(900, [0, 0.1])] });
    expect(rig.total().down).toBeGreaterThan(1_300_000);
  });

  it('cost no less when the player drops its buffer before they are cancelled', () => {
    const rig = createMeterRig();
    rig.meter.onRequest(film('started', 'a', 0));
    rig.tap.onNews({ ...FROM, reports: [shows(600, [0, 13])] });
    rig.tap.onNews({ ...FROM, reports: [shows(650, [0, 2])] });
    expect(rig.total().low).toBeGreaterThan(1_300_000);
    rig.meter.onRequest(film('failed', 'a', 0, 700));
    expect(rig.total().low).toBeGreaterThan(1_300_000);
  });

  it('are not measured where what came after the player had enough is guessed', () => {
    const rig = createMeterRig();
    rig.meter.onRequest(film('started', 'a', 0));
    rig.tap.onNews({ ...FROM, reports: [hasEnough(600, 3600, [0, 13])] });
    expect(rig.total().down).toBeGreaterThan(4_000_000);
    expect(rig.total().measured).toBeGreaterThan(1_300_000);
    expect(rig.total().measured).toBeLessThan(1_520_000);
    expect(rig.total().low).toBeLessThan(1_480_000);
  });

  it('cost less again when the player continues and finds less than was guessed', () => {
    const rig = createMeterRig();
    rig.meter.onRequest(film('started', 'a', 0));
    rig.tap.onNews({ ...FROM, reports: [hasEnough(600, 3600, [0, 13])] });
    rig.tap.onNews({ ...FROM, reports: [shows(3700, [0, 14])] });
    expect(rig.total().down).toBeGreaterThan(4_000_000);
    // By then it would have read what was there.
    rig.tap.onNews({ ...FROM, reports: [shows(4300, [0, 14.4])] });
    expect(rig.total().down).toBeGreaterThan(1_440_000);
    expect(rig.total().down).toBeLessThan(1_550_000);
  });

  it('are estimated at their first pace after a player has continued', () => {
    const costWith = (...views: ReturnType<typeof shows>[]) => {
      const rig = createMeterRig();
      const head = film('started', 'a', 0);
      rig.meter.onRequest({
        ...head,
        headers: head.headers.map(({ name, value }) => ({ name: name.replace('c', 'C'), value })),
      });
      for (const view of views) rig.tap.onNews({ ...FROM, reports: [view] });
      rig.meter.onRequest(film('failed', 'a', 0, 9000));
      return rig.total().down;
    };
    const fast = hasEnough(130, 131, [0, 13]);
    const again = hasEnough(8000, 8001, [0, 14]);
    expect(costWith(fast, again)).toBeGreaterThan(costWith(again) + 1_000_000);
  });

  const watchedFirst = () => {
    const rig = createMeterRig();
    rig.meter.onRequest(film('started', 'a', 0));
    rig.tap.onNews({ ...FROM, reports: [shows(600, [0, 13])] });
    rig.meter.onRequest(film('failed', 'a', 0, 700));
    return { rig, before: rig.total() };
  };

  it('cost nothing for the part from the cache, and the rest', () => {
    const { rig, before } = watchedFirst();
    rig.meter.onRequest({ ...film('started', 'b', 0, 60_000), fromCache: true });
    rig.tap.onNews({ ...FROM, reports: [shows(60_100, [0, 13])] });
    expect(rig.total()).toEqual(before);
    rig.tap.onNews({ ...FROM, reports: [shows(60_600, [0, 16])] });
    rig.meter.onRequest({ ...film('failed', 'b', 0, 60_700), fromCache: true });
    expect(rig.total().low - before.low).toBeGreaterThan(300_000);
    expect(rig.total().low - before.low).toBeLessThan(330_000);
  });

  it('cost what arrived after a jump, though the beginning is cached', () => {
    const { rig, before } = watchedFirst();
    rig.meter.onRequest({ ...film('started', 'b', 6_000_000, 750), fromCache: true });
    rig.tap.onNews({ ...FROM, reports: [shows(1200, [0, 13], [60, 67])] });
    rig.meter.onRequest({ ...film('failed', 'b', 6_000_000, 1300), fromCache: true });
    expect(rig.total().low - before.low).toBeGreaterThan(700_000);
    expect(rig.total().requests).toBe(2);
  });

  it('have a lower bound of nothing for what was cached before, and cost nothing faster than the link', () => {
    const rig = createMeterRig();
    rig.meter.onRequest({ ...film('started', 'a', 0), fromCache: true });
    rig.tap.onNews({ ...FROM, reports: [shows(1000, [0, 5])] });
    expect(rig.total().low).toBeLessThan(30_000);
    expect(rig.total().down).toBeGreaterThan(500_000);
    const quick = createMeterRig();
    const [large, ms] = [1_000_000, 1000];
    const body = { id: 'x', type: 'xmlhttprequest', headers: [{ name: 'content-length', value: String(large) }] };
    quick.meter.onRequest(request({ ...body, phase: 'started', at: NOON, status: 200 }));
    quick.meter.onRequest(request({ ...body, phase: 'completed', at: NOON + ms, status: 200 }));
    const before = quick.total().down;
    quick.meter.onRequest({ ...film('started', 'a', 0, 2000), fromCache: true });
    quick.tap.onNews({ ...FROM, reports: [shows(2100, [0, 50])] });
    expect(quick.total().down).toBe(before);
  });
});
