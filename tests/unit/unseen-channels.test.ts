import { describe, expect, it } from 'vitest';
import { createMeterRig } from './support/meter-rig.ts';
import { NOON, request } from './support/request.ts';
import { socketReport } from './support/tap-reports.ts';

const URL = 'wss://chat.test/';
const handshake = (rest: Parameters<typeof request>[0] = {}) =>
  request({ url: URL, type: 'websocket', status: 101, statusLine: 'HTTP/1.1 101', ...rest });
const FROM = { tabId: 1, frameId: 0, document: 'd', site: 'news.test', at: NOON };
type Rig = ReturnType<typeof createMeterRig>;
const tell = (rig: Rig, id = 1) =>
  rig.tap.onNews({ ...FROM, reports: [{ now: socketReport({ id, url: URL }), told: null }] });
const ofKind = (rig: Rig, kind: string) =>
  rig.posts.filter((post) => post.kind === kind).reduce((sum, { cell }) => sum + cell.requests, 0);

describe('a channel that no tap reports', () => {
  it('is listed after a while, with its handshake counted once and a wide interval', () => {
    const rig = createMeterRig();
    rig.meter.onRequest(handshake());
    const before = rig.total();
    expect(ofKind(rig, 'unmeasured')).toBe(0);
    rig.later();
    expect([ofKind(rig, 'websocket'), ofKind(rig, 'unmeasured')]).toEqual([0, 1]);
    const { down, up, low, high, requests } = rig.total();
    expect({ down, up, low, requests }).toEqual({
      ...{ down: before.down, up: before.up, low: before.low },
      requests: before.requests,
    });
    expect(high).toBeGreaterThan(before.high + 500_000);
  });

  it('is listed at once where it has no tab', () => {
    const rig = createMeterRig();
    rig.meter.onRequest(handshake({ tabId: -1, frameId: -1, isTopFrame: false }));
    expect(ofKind(rig, 'unmeasured')).toBe(1);
  });

  it.each(['before', 'after'])('is not one where the page reports it %s the browser does', (when) => {
    const rig = createMeterRig();
    if (when === 'before') tell(rig);
    rig.meter.onRequest(handshake());
    if (when === 'after') tell(rig);
    rig.later();
    expect([ofKind(rig, 'websocket'), ofKind(rig, 'unmeasured')]).toEqual([1, 0]);
  });

  it('is distinguished from the page’s own channels to the same address', () => {
    const rig = createMeterRig();
    for (let i = 0; i < 3; i++) rig.meter.onRequest(handshake());
    tell(rig, 1);
    tell(rig, 2);
    rig.later();
    expect([ofKind(rig, 'websocket'), ofKind(rig, 'unmeasured')]).toEqual([2, 1]);
  });

  it('stays forgotten where it was forgotten meanwhile, and is not one where the handshake failed', () => {
    const rig = createMeterRig();
    rig.meter.onRequest(handshake());
    const posts = rig.posts.length;
    for (const posting of rig.open.all()) for (const piece of posting.pieces) piece.isGone = true;
    rig.later();
    expect(rig.posts.length).toBe(posts);
    rig.meter.onRequest(handshake({ phase: 'failed', status: 0 }));
    rig.later();
    expect(ofKind(rig, 'unmeasured')).toBe(0);
  });
});
