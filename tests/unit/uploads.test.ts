import { describe, expect, it } from 'vitest';
import type { RequestEvent } from '../../src/core/request-event.ts';
import type { BodyReport } from '../../src/core/tap-report.ts';
import { createMeterRig } from './support/meter-rig.ts';
import { NOON, request } from './support/request.ts';
import { bodyReport } from './support/tap-reports.ts';

const URL = 'https://cdn.test/upload';
const post: Partial<RequestEvent> = { id: 'p', method: 'POST', type: 'xmlhttprequest', url: URL };
const hidden: Partial<RequestEvent> = { ...post, phase: 'sent', bodyUp: 1000, hasHiddenBody: true };

function rigWith() {
  const rig = createMeterRig();
  rig.meter.onRequest(request({ status: 204 }));
  const before = rig.total();
  const tell = (...events: Partial<RequestEvent>[]) => events.forEach((event) => rig.meter.onRequest(request(event)));
  const reportBody = (bytes: number, rest: Partial<BodyReport> = {}) =>
    rig.tap.onNews({
      tabId: 1,
      frameId: 0,
      document: 'd',
      site: 'news.test',
      at: NOON,
      reports: [{ now: bodyReport({ url: URL, bytes, ...rest }), told: null }],
    });
  const cost = () => {
    const after = rig.total();
    return {
      up: after.up - before.up,
      band: after.high - after.low - (before.high - before.low),
      guessed: after.down + after.up - after.measured - (before.down + before.up - before.measured),
    };
  };
  /** Expects `bytes` of uploaded bodies, in packets, with nothing awaited or guessed any more. */
  const expectKnown = (bytes: number) => {
    expect(cost().up).toBeGreaterThan(bytes);
    expect(cost().up).toBeLessThan(1.07 * bytes);
    expect(cost().guessed).toBe(0);
    expect(rig.opened.size).toBe(0);
  };
  return { ...rig, tell, reportBody, cost, expectKnown };
}

describe('an upload that is redirected', () => {
  const done = 'https://cdn.test/done';
  const sizes = { request: 400, response: 200 };

  it('waits for its size where a GET follows it, and takes it from the page', () => {
    const rig = rigWith();
    rig.tell(hidden, { ...post, phase: 'redirected', status: 303 }, { ...post, method: 'GET', url: done, status: 204 });
    expect(rig.opened.size).toBe(1);
    rig.reportBody(3_000_000);
    rig.expectKnown(3_000_000);
  });

  it.each(['before the redirect', 'after the redirect', 'at the end'])(
    'counts twice where it is sent twice, reported %s',
    (when) => {
      const rig = rigWith();
      rig.tell(hidden);
      if (when === 'before the redirect') rig.reportBody(3_000_000);
      rig.tell({ ...post, phase: 'redirected', status: 307 });
      if (when === 'after the redirect') rig.reportBody(3_000_000);
      rig.tell({ ...post, url: done, status: 204 });
      if (when === 'at the end') rig.reportBody(3_000_000);
      rig.expectKnown(6_000_000);
    },
  );

  it('counts what Firefox leaves out of the redirect', () => {
    const rig = rigWith();
    const sent = { ...post, phase: 'sent' as const, bodyUp: 2_000_000 };
    rig.tell(
      sent,
      { ...post, phase: 'redirected', status: 307, sizes: { request: 0, response: 0 } },
      { ...post, url: done, status: 204, sizes: { ...sizes, request: 2_000_400 } },
    );
    expect(rig.cost().up).toBeGreaterThan(4_000_000);
    expect(rig.cost().up).toBeLessThan(4_300_000);
  });
});

describe('an upload of hidden size', () => {
  it('is a guess with an interval until the page has reported it', () => {
    const rig = rigWith();
    rig.tell(hidden, { ...post, status: 204 });
    expect(rig.cost().up).toBeGreaterThan(50_000);
    expect(rig.cost().band).toBeGreaterThan(4_000_000);
    expect(rig.cost().guessed).toBe(rig.cost().up);
    expect(rig.opened.size).toBe(1);
    rig.reportBody(3_000_000);
    rig.expectKnown(3_000_000);
  });

  it('costs the same whether the page or the browser reports first', () => {
    const [one, other] = [rigWith(), rigWith()];
    one.tell(hidden, { ...post, status: 204 });
    one.reportBody(3_000_000);
    other.reportBody(3_000_000);
    other.tell(hidden, { ...post, status: 204 });
    expect(other.total()).toEqual(one.total());
    expect(other.opened.size).toBe(0);
  });

  it('is reported once, and by its own address and method', () => {
    const rig = rigWith();
    rig.tell(hidden, { ...post, status: 204 });
    const guess = rig.cost();
    rig.reportBody(9_000_000, { method: 'PUT' });
    rig.reportBody(9_000_000, { url: `${URL}?other` });
    expect(rig.cost()).toEqual(guess);
    rig.reportBody(2000);
    const told = rig.cost();
    rig.reportBody(9_000_000);
    expect(rig.cost()).toEqual(told);
  });

  it('is not taken from another upload’s long text that the page measured by samples', () => {
    const rig = rigWith();
    const text = { ...post, id: 'text', bodyUp: 23_045 };
    rig.tell(hidden, { ...text, phase: 'sent' }, { ...text, status: 204 }, { ...post, status: 204 });
    const guess = rig.cost();
    rig.reportBody(23_041, { at: NOON + 1500 });
    expect(rig.cost()).toEqual(guess);
    rig.reportBody(90_999);
    expect(rig.cost().up - guess.up).toBeGreaterThan(30_000);
  });

  const frame = { type: 'sub_frame', frameId: 7, isTopFrame: false };
  const tab = { type: 'main_frame', tabId: 2 };
  it.each([
    ['frame', 'before', frame, 162_000],
    ['frame', 'after', frame, 162_000],
    // A page opens two connections.
    ['tab', 'before', tab, 165_000],
    ['tab', 'after', tab, 165_000],
  ])('is known for a form whose response goes to another %s, reported %s it', (_, when, place, most) => {
    const rig = rigWith();
    const form: Partial<RequestEvent> = { ...post, ...place };
    rig.tell({ ...form, phase: 'sent', bodyUp: 279, hasHiddenBody: true });
    if (when === 'before') rig.reportBody(150_279, { by: 'form' });
    rig.tell({ ...form, status: 200, headers: [{ name: 'content-length', value: '9' }] });
    if (when === 'after') rig.reportBody(150_279, { by: 'form' });
    expect(rig.cost().up).toBeGreaterThan(150_279);
    expect(rig.cost().up).toBeLessThan(most);
    expect(rig.opened.size).toBe(0);
  });

  it('is known also where the upload failed half-way', () => {
    const rig = rigWith();
    rig.tell(hidden, { ...post, phase: 'failed', status: 0 });
    expect(rig.cost().band).toBeGreaterThan(4_000_000);
    rig.reportBody(2000);
    expect(rig.cost().up).toBeLessThan(7000);
  });

  it('costs nothing for a cache hit', () => {
    const rig = rigWith();
    rig.tell(hidden, { ...post, fromCache: true });
    rig.reportBody(2000);
    expect(rig.cost().up).toBe(0);
  });

  it('is settled part by part: a timeline tells the response, the page the request', () => {
    const rig = rigWith();
    rig.tell(hidden, post);
    rig.reportBody(2_000_000);
    expect(rig.opened.size).toBe(1);
    expect(rig.cost().guessed).toBeGreaterThan(0);
    const entry = { url: URL, body: 700, endedAt: NOON, ms: 5 };
    rig.meter.onTiming({ tabId: 1, frameId: 0, entries: [entry] });
    expect(rig.opened.size).toBe(0);
    expect(rig.cost().guessed).toBe(0);
    expect(rig.cost().up).toBeGreaterThan(2_000_000);
  });
});

describe('an upload that is stopped half-way', () => {
  const mine = { ...post, ip: null, status: 0, statusLine: '' };
  const sent = (bodyUp: number): Partial<RequestEvent> => ({ ...mine, phase: 'sent', bodyUp });
  const failed = (after: number, rest: Partial<RequestEvent>): Partial<RequestEvent> => ({
    ...mine,
    phase: 'failed',
    at: NOON + after,
    ...rest,
  });
  /** A link with a round trip of 20 ms that brings 1 MB/s, by completed uploads. */
  const rigOnLink = () => {
    const rig = rigWith();
    rig.meter.onTiming({ tabId: 1, frameId: 0, entries: [], waitMs: 20 });
    const first = { ...post, id: 'first' };
    for (let n = 0; n < 20; n++)
      rig.tell({ ...first, phase: 'sent', bodyUp: 500_000 }, { ...first, at: NOON + 500, status: 200 });
    const before = rig.cost().up;
    return { ...rig, up: () => rig.cost().up - before };
  };

  it.each<[string, Partial<RequestEvent>]>([
    ['its page aborts it', { isGivenUp: true }],
    ['its connection is lost', { isDropped: true }],
    ['Firefox counts nothing of it', { isGivenUp: true, sizes: { request: 0, response: 0 } }],
  ])('counts what uploads usually send in its time, where %s', (_, how) => {
    const rig = rigOnLink();
    rig.tell(sent(10_000_000), failed(2000, how));
    expect(rig.up()).toBeGreaterThan(1_700_000);
    expect(rig.up()).toBeLessThan(2_400_000);
    expect(rig.cost().band).toBeGreaterThan(4_000_000);
  });

  it('counts no more than its body', () => {
    const rig = rigOnLink();
    rig.tell(sent(300_000), failed(5000, { isGivenUp: true }));
    expect(rig.up()).toBeGreaterThan(300_000);
    expect(rig.up()).toBeLessThan(330_000);
  });

  it('counts no more than its body, where only the page knows that', () => {
    const rig = rigOnLink();
    rig.tell({ ...sent(0), hasHiddenBody: true }, failed(2000, { isGivenUp: true }));
    expect(rig.up()).toBeGreaterThan(1_700_000);
    rig.reportBody(300_000);
    expect(rig.up()).toBeLessThan(330_000);
  });

  it('counts all of it where the server closed the connection instead of answering', () => {
    const rig = rigOnLink();
    rig.tell(sent(45_000), failed(90, { isEmptyResponse: true }));
    expect(rig.up()).toBeGreaterThan(45_000);
    expect(rig.up()).toBeLessThan(52_000);
  });

  it('counts nothing where it was blocked, or never connected', () => {
    const rig = rigOnLink();
    rig.tell(sent(45_000), failed(2000, {}));
    expect(rig.up()).toBe(0);
  });
});
