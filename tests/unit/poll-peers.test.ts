import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Counter } from '../../src/page/tap/counter.ts';
import { createPeers } from '../../src/page/tap/isolated/poll-peers.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const counterOf = (): Counter => ({
  ...{ __proto__: null, id: 1, kind: 'webrtc', url: '', down: 0, up: 0, downs: 0, ups: 0, downText: 0, upText: 0 },
});

/**
 * A connection that receives 100 bytes and a packet per ms, and sends a tenth of that. Once closed it reports nothing,
 * as in Firefox, or only the earlier media, as in Chromium.
 */
class Peer extends EventTarget {
  connectionState = 'new';
  began = 0;
  readonly #tellsMediaLast: boolean;
  constructor(tellsMediaLast: boolean) {
    super();
    this.#tellsMediaLast = tellsMediaLast;
  }
  connect() {
    this.began = performance.now();
    this.connectionState = 'connected';
    this.dispatchEvent(new Event('connectionstatechange'));
  }
  getStats() {
    const isClosed = this.connectionState === 'closed';
    if (isClosed && !this.#tellsMediaLast) return new Promise(() => {});
    const ms = performance.now() - this.began;
    const pair = { type: 'candidate-pair', bytesReceived: 100 * ms, bytesSent: 10 * ms };
    const media = { type: 'inbound-rtp', bytesReceived: 90 * ms, packetsReceived: ms };
    return Promise.resolve(new Map((isClosed ? [media] : [pair, media]).map((one) => [one.type, one])));
  }
}

async function closedAfter(ms: number, { tellsMediaLast = false, sleptMs = 0 } = {}) {
  const told: Counter[] = [];
  const hear = createPeers((counter) => told.push({ ...counter }));
  const peer = new Peer(tellsMediaLast);
  hear(peer as unknown as RTCPeerConnection, counterOf());
  peer.connect();
  await vi.advanceTimersByTimeAsync(ms);
  const now = performance.now();
  if (sleptMs > 0) vi.spyOn(performance, 'now').mockReturnValue(now + sleptMs);
  peer.connectionState = 'closed';
  hear(peer as unknown as RTCPeerConnection, { ...counterOf(), over: true });
  vi.restoreAllMocks();
  await vi.advanceTimersByTimeAsync(0);
  return told;
}

it.each([700, 1500, 5400, 61_900])(
  'a peer connection closed after %d ms is extrapolated from the last look to the close',
  async (ms) => {
    const last = (await closedAfter(ms)).at(-1)!;
    expect(last).toMatchObject({ down: 100 * ms, up: 10 * ms, downs: ms, over: true });
  },
);

it('a peer connection is extrapolated by no more than the interval between looks, since nothing arrives in sleep', async () => {
  const last = (await closedAfter(9_500, { sleptMs: 3_600_000 })).at(-1)!;
  expect(last.down).toBeLessThanOrEqual(100 * (9_500 + 2000));
});

it.each([1500, 5400])(
  'a report of media alone does not reduce the extrapolation of a peer connection closed after %d ms',
  async (ms) => {
    const last = (await closedAfter(ms, { tellsMediaLast: true })).at(-1)!;
    expect(last).toMatchObject({ down: 100 * ms, up: 10 * ms, downs: ms, over: true });
  },
);

it('of a peer connection closed before the second look, media count if reported', async () => {
  expect((await closedAfter(300, { tellsMediaLast: true })).at(-1)).toMatchObject({ down: 90 * 300, over: true });
});

it('a peer connection is reported as it grows; closed before the second look, no more than was reported', async () => {
  const told = await closedAfter(13_000);
  const looks = [500, 1000, 1500, 2000, 2500, 3125, 3906, 4882, 6102, 7627, 9533, 11_533];
  expect(told.map(({ down }) => down)).toEqual([...looks, 13_000].map((ms) => 100 * ms));
  expect(told.map(({ filledIn }) => filledIn)).toEqual([...looks.map(() => undefined), 110 * (13_000 - 11_533)]);
  expect((await closedAfter(300)).at(-1)).toMatchObject({ down: 0, over: true });
});
