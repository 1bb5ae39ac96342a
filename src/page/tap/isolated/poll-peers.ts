import type { Counter } from '../counter.ts';
import { extrapolate, type Look } from './extrapolate.ts';
import { addStats } from './peer-stats.ts';

/**
 * How often a connected peer connection is asked for its totals: more often while it is young, so that what it has
 * carried since then is that of a fifth of its time at most, except in the first seconds, in which encoders find their
 * pace.
 */
const POLL_MS = 2000;
const FIRST_POLL_MS = 500;
const POLL_SHARE = 0.25;

type Connected = { peer: RTCPeerConnection; counter: Counter; looks: Look[]; since: number };

/**
 * Asks every connected peer connection for its totals, every two seconds at least and as it closes. Called when one is
 * opened, and once more right before it is closed: Firefox never answers then, and Chromium has forgotten all but
 * media, so what came since the last look is extrapolated at the pace of before, and reported as that (`filledIn`).
 */
export function createPeers(tell: (counter: Counter) => void): (peer: RTCPeerConnection, counter: Counter) => void {
  const connected = new Map<RTCPeerConnection, Connected>();

  const look = async (peer: RTCPeerConnection, counter: Counter) => {
    const before = counter.down + counter.up;
    // Of a connection that is gone there are no statistics.
    const stats = await peer.getStats().catch(() => null);
    if (stats) addStats(counter, stats);
    if (counter.over || counter.down + counter.up > before) tell(counter);
  };
  const poll = async (one: Connected) => {
    const { peer, counter } = one;
    if (counter.over) return;
    await look(peer, counter);
    const now = performance.now();
    one.looks = [...one.looks.slice(-1), { ...counter, at: now }];
    const pollMs = Math.min(POLL_MS, Math.max(FIRST_POLL_MS, POLL_SHARE * (now - one.since)));
    setTimeout(() => void poll(one), pollMs);
  };
  const fillIn = ({ counter, looks: [before, last] }: Connected) => {
    if (!before || !last) return;
    const { at: _, ...totals } = extrapolate(before, last, performance.now(), POLL_MS);
    const filledIn = totals.down + totals.up - (last.down + last.up);
    Object.assign(counter, { ...totals, filledIn });
  };

  return (peer, shown) => {
    if (shown.over) {
      const one = connected.get(peer);
      const counter = one?.counter ?? shown;
      counter.over = true;
      connected.delete(peer);
      if (one) fillIn(one);
      tell(counter);
      // Of a call that was over before the first look, media is all that is reported.
      void look(peer, counter);
      return;
    }
    peer.addEventListener('connectionstatechange', () => {
      if (peer.connectionState !== 'connected' || connected.has(peer)) return;
      const one = { peer, counter: shown, looks: [], since: performance.now() };
      connected.set(peer, one);
      void poll(one);
    });
  };
}
