import { describe, expect, it } from 'vitest';
import type { RequestEvent } from '../../src/core/request-event.ts';
import { createMeterRig, timing } from './support/meter-rig.ts';
import { contentLength, request } from './support/request.ts';

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

describe('private windows', () => {
  it.each<[string, Partial<RequestEvent>]>([
    ['a page', { ...inPrivate, type: 'main_frame', initiator: '' }],
    ['a script', inPrivate],
    ['a frame', { ...inPrivate, type: 'sub_frame', frameId: 4, isTopFrame: false }],
    ['a redirect', { ...inPrivate, phase: 'redirected', status: 302 }],
    ['an upload that failed', { ...inPrivate, phase: 'failed', status: 0, method: 'POST' }],
    ['a service worker', { ...inPrivate, tabId: -1, frameId: -1, isTopFrame: false }],
    ['what the browser itself asks for', { ...inPrivate, tabId: -1, frameId: -1, isTopFrame: false, initiator: '' }],
    [
      'what Firefox says is private',
      { ...inPrivate, tabId: -1, isPrivate: true, sizes: { request: 300, response: 900 } },
    ],
  ])('are counted and never named: %s', (_, event) => {
    const rig = privateRig();
    rig.meter.onRequest(request({ headers: contentLength(1000), ...event }));
    expect(rig.total().requests).toBe(1);
    expect(rig.names()).toEqual(['(private)', '']);
    expect(rig.posts.map(({ site, host }) => [site, host])).toEqual([['(private)', '']]);
  });

  it('are corrected where they were posted', () => {
    const rig = privateRig();
    rig.meter.onRequest(request(inPrivate));
    rig.meter.onTiming({ tabId: 2, frameId: 0, entries: [timing(inPrivate.url!, 500_000)] });
    expect(rig.names()).toEqual(['(private)', '']);
    expect(rig.total().down).toBeGreaterThan(500_000);
  });

  it('do not take the names of the others', () => {
    const rig = privateRig();
    rig.meter.onRequest(request({ headers: contentLength(1000) }));
    rig.meter.onRequest(request({ tabId: -1, frameId: -1, isTopFrame: false, headers: contentLength(1000) }));
    expect(rig.sites()).toEqual(['news.test']);
    expect(rig.total().requests).toBe(2);
  });
});
