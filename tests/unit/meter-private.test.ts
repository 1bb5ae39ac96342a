import { describe, expect, it } from 'vitest';
import type { RequestEvent } from '../../src/core/request-event.ts';
import type { TapReport } from '../../src/core/tap-report.ts';
import { createMeterRig, timing } from './support/meter-rig.ts';
import { contentLength, NOON, request } from './support/request.ts';

/** Tab 2 is in a private window and shows secret.test. */
function privateRig() {
  const rig = createMeterRig();
  rig.tabs.shown({ id: 2, url: 'https://www.secret.test/', isPrivate: true });
  return rig;
}

const inPrivate: Partial<RequestEvent> = {
  tabId: 2,
  url: 'https://cdn.secret.test/a.js',
  initiator: 'https://www.secret.test',
};

const fromTap = { tabId: 2, frameId: 0, document: 'd', site: '(private)', at: NOON };
const stream: TapReport = {
  kind: 'stream',
  id: 1,
  url: inPrivate.url!,
  by: 'fetch',
  read: 500_000,
  done: true,
  hidden: true,
  at: NOON,
};
const socket: TapReport = {
  kind: 'websocket',
  id: 2,
  url: 'wss://chat.secret.test/',
  down: 900,
  up: 90,
  framesDown: 9,
  framesUp: 3,
  compressed: false,
  alone: false,
  textDown: 0,
  textUp: 0,
  closed: false,
};

describe('private windows', () => {
  it.each<[string, Partial<RequestEvent>]>([
    ['a page', { ...inPrivate, type: 'main_frame', initiator: '' }],
    ['a script', inPrivate],
    ['a frame', { ...inPrivate, type: 'sub_frame', frameId: 4, isTopFrame: false }],
    ['a redirect', { ...inPrivate, phase: 'redirected', status: 302 }],
    ['an upload that failed', { ...inPrivate, phase: 'failed', status: 0, method: 'POST' }],
    ['a service worker', { ...inPrivate, tabId: -1, frameId: -1, isTopFrame: false }],
    ['a request of the browser itself', { ...inPrivate, tabId: -1, frameId: -1, isTopFrame: false, initiator: '' }],
    [
      'what Firefox marks as private',
      { ...inPrivate, tabId: -1, isPrivate: true, sizes: { request: 300, response: 900 } },
    ],
  ])('are counted and never named: %s', (_, event) => {
    const rig = privateRig();
    rig.meter.onRequest(request({ headers: contentLength(1000), ...event }));
    expect(rig.total().requests).toBe(1);
    expect(rig.names()).toEqual(['(private)', '']);
    expect(rig.posts.map(({ site, host }) => [site, host])).toEqual([['(private)', '']]);
  });

  it('leave nothing on the disk that names them, not even a hash', () => {
    const rig = privateRig();
    rig.meter.onRequest(request(inPrivate));
    rig.meter.onRequest(request({ ...inPrivate, phase: 'sent', id: 's', type: 'xmlhttprequest' }));
    rig.tap.onNews({
      ...fromTap,
      reports: [
        { now: stream, told: null },
        { now: socket, told: null },
      ],
    });
    rig.meter.onRequest(request({ ...inPrivate, id: 's', type: 'xmlhttprequest' }));
    expect(rig.opened.size).toBe(0);
    expect(rig.names().filter((name) => name !== '(private)' && name !== '')).toEqual([]);
  });

  it('teach the model nothing', () => {
    const rig = privateRig();
    for (let i = 0; i < 20; i++)
      rig.meter.onRequest(request({ ...inPrivate, id: `${i}`, headers: contentLength(900_000) }));
    const before = rig.total().down;
    rig.meter.onRequest(request({ url: inPrivate.url! }));
    expect(rig.total().down - before).toBeLessThan(100_000);
  });

  it('are corrected where they were posted', () => {
    const rig = privateRig();
    rig.meter.onRequest(request(inPrivate));
    rig.meter.onTiming({ tabId: 2, frameId: 0, entries: [timing(inPrivate.url!, 500_000)] });
    expect(rig.names()).toEqual(['(private)', '']);
    expect(rig.total().down).toBeGreaterThan(500_000);
  });

  it('do not affect the names of other windows', () => {
    const rig = privateRig();
    rig.meter.onRequest(request({ headers: contentLength(1000) }));
    rig.meter.onRequest(request({ tabId: -1, frameId: -1, isTopFrame: false, headers: contentLength(1000) }));
    expect(rig.sites()).toEqual(['news.test']);
    expect(rig.total().requests).toBe(2);
  });
});
