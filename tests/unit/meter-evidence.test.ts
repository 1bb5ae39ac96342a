import { expect, it } from 'vitest';
import { createClaimLimit } from '../../src/background/claim-limit.ts';
import { parseTapMessage } from '../../src/background/tap-message.ts';
import { createUnderWays } from '../../src/background/under-way.ts';
import { openKey } from '../../src/background/open-postings.ts';
import { createMeterRig, timing } from './support/meter-rig.ts';
import { contentLength, NOON, request } from './support/request.ts';
import { bodyReport, socketReport, streamReport } from './support/tap-reports.ts';
const URL = 'https://api.test/feed';
const FROM = { tabId: 1, frameId: 0, document: 'd', site: 'news.test', at: NOON };
const f = { id: 'f', type: 'xmlhttprequest', url: URL };
it('ids of forms (-1) and XHR bodies (1.5) are accepted', () => {
  for (const id of [-1, 1.5])
    expect(
      parseTapMessage({ type: 'tap', document: 'd', reports: [{ now: bodyReport({ id }), told: null }] }),
    ).not.toBeNull();
});
it('a refused claim cannot be corrected into the negative', () => {
  const may = createClaimLimit(() => {});
  expect(may('d', NOON, [{ now: socketReport({ down: 1e12, framesDown: 1 }), told: null }])).toBe(false);
  const back = [{ now: socketReport({ down: 0, framesDown: 1 }), told: socketReport({ down: 1e12, framesDown: 1 }) }];
  const rig = createMeterRig();
  if (may('d', NOON, back)) rig.tap.onNews({ ...FROM, reports: back });
  expect(rig.total().down).toBeGreaterThanOrEqual(0);
});
it('the body of a known upload does not wait for the next hidden one', () => {
  const rig = createMeterRig();
  const post = { ...f, method: 'POST' };
  rig.meter.onRequest(request({ ...post, phase: 'sent', bodyUp: 20 }));
  rig.tap.onNews({ ...FROM, reports: [{ now: bodyReport({ url: URL, bytes: 20 }), told: null }] });
  rig.meter.onRequest(request({ ...post, status: 204 }));
  rig.meter.onRequest(request({ ...post, id: 'g', phase: 'sent', hasHiddenBody: true, bodyUp: 0 }));
  rig.tap.onNews({ ...FROM, reports: [{ now: bodyReport({ id: 9, url: URL, bytes: 2_000_000 }), told: null }] });
  rig.meter.onRequest(request({ ...post, id: 'g', status: 204 }));
  expect(rig.total().up).toBeGreaterThan(2_000_000);
});
it('a growing upload counts with its last total', () => {
  const rig = createMeterRig();
  const post = { ...f, method: 'POST' };
  rig.meter.onRequest(request({ ...post, phase: 'sent', hasHiddenBody: true, bodyUp: 0 }));
  for (const [bytes, done] of [
    [1000, false],
    [2_000_000, true],
  ] as const)
    rig.tap.onNews({ ...FROM, reports: [{ now: bodyReport({ url: URL, bytes, done }), told: null }] });
  rig.meter.onRequest(request({ ...post, status: 204 }));
  expect(rig.total().up).toBeGreaterThan(2_000_000);
});
it('a request does not take the growing posting of another one under way', () => {
  const rig = createMeterRig();
  for (const phase of ['sent', 'started'] as const) rig.meter.onRequest(request({ ...f, phase }));
  rig.tap.onNews({ ...FROM, reports: [{ now: streamReport({ url: URL, read: 1_000_000 }), told: null }] });
  rig.meter.onRequest(request({ ...f, id: 'g', headers: contentLength(500_000) }));
  rig.meter.onRequest(request({ ...f, headers: contentLength(1_000_000) }));
  expect(rig.total().down).toBeGreaterThan(1_500_000);
  expect(rig.total().requests).toBe(2);
});
it('two streams of one address are distinguished', () => {
  const rig = createMeterRig();
  for (const id of ['f', 'g'])
    for (const phase of ['sent', 'started'] as const) rig.meter.onRequest(request({ ...f, id, phase }));
  for (const [id, read] of [
    [1, 1_000_000],
    [2, 300_000],
  ] as const)
    rig.tap.onNews({ ...FROM, reports: [{ now: streamReport({ id, url: URL, read }), told: null }] });
  for (const id of ['f', 'g']) rig.meter.onRequest(request({ ...f, id, phase: 'failed', status: 0 }));
  expect(rig.total().down).toBeGreaterThan(1_300_000);
  expect(rig.total().down).toBeLessThan(1_450_000);
});
it('a cached response read while it arrives costs nothing', () => {
  const rig = createMeterRig();
  rig.meter.onRequest(request({ ...f, phase: 'sent' }));
  rig.meter.onRequest(request({ ...f, phase: 'started', fromCache: true }));
  rig.tap.onNews({ ...FROM, reports: [{ now: streamReport({ url: URL, read: 1_000_000 }), told: null }] });
  rig.meter.onRequest(request({ ...f, fromCache: true }));
  expect(rig.total()).toMatchObject({ down: 0, up: 0, requests: 0 });
});
it('growth reported before a restart is kept at the end', () => {
  const one = createMeterRig();
  for (const phase of ['sent', 'started'] as const) one.meter.onRequest(request({ ...f, phase }));
  one.tap.onNews({ ...FROM, reports: [{ now: streamReport({ url: URL, read: 5_000_000 }), told: null }] });
  const two = createMeterRig();
  for (const posting of one.opened.values()) two.open.add(structuredClone(posting));
  two.meter.onRequest(request(f));
  expect(one.total().down + two.total().down).toBeGreaterThan(5_000_000);
});
it('the known part of a partly hidden upload is its lower bound', () => {
  const rig = createMeterRig();
  rig.meter.onRequest(request({ ...f, method: 'POST', phase: 'sent', hasHiddenBody: true, bodyUp: 3_000_000 }));
  rig.meter.onRequest(request({ ...f, method: 'POST', status: 204 }));
  expect(rig.total().low).toBeGreaterThan(2_900_000);
});
it('a redirected document leaves no key behind', () => {
  const ways = createUnderWays();
  const page = { id: 'd', type: 'main_frame' };
  ways.of(request({ ...page, url: 'https://a.test/' }));
  ways.of(request({ ...page, url: 'https://b.test/' }));
  ways.end(request({ ...page, url: 'https://b.test/' }));
  expect(ways.withKey(openKey(1, 0, 'https://a.test/'))).toEqual([]);
});
it('the entry of a response read already does not wait for the next request', () => {
  const rig = createMeterRig();
  for (const [i, body] of [100_000, 900_000].entries()) {
    const at = NOON + i * 3000;
    rig.meter.onRequest(request({ ...f, id: `${i}`, at }));
    rig.tap.onNews({ ...FROM, at, reports: [{ now: streamReport({ id: i, url: URL, read: body, at }), told: null }] });
    rig.meter.onTiming({ tabId: 1, frameId: 0, entries: [timing(URL, body, { endedAt: at })] });
  }
  expect(rig.total().down).toBeGreaterThan(1_000_000);
});
it('a closed channel reported twice adds nothing', () => {
  const rig = createMeterRig();
  const [a, b] = [
    socketReport({ down: 1000, framesDown: 1 }),
    socketReport({ down: 9000, framesDown: 2, closed: true }),
  ];
  rig.tap.onNews({ ...FROM, reports: [{ now: a, told: null }] });
  rig.tap.onNews({ ...FROM, reports: [{ now: b, told: a }] });
  const once = rig.total();
  rig.tap.onNews({ ...FROM, reports: [{ now: b, told: a }] });
  expect(rig.total()).toEqual(once);
});
it('a cancelled 304 has no body', () => {
  const rig = createMeterRig();
  rig.meter.onRequest(request({ ...f, phase: 'started', status: 304, headers: contentLength(9_000_000) }));
  rig.meter.onRequest(request({ ...f, phase: 'failed', status: 0, at: NOON + 5000 }));
  expect(rig.total().down).toBeLessThan(10_000);
});
