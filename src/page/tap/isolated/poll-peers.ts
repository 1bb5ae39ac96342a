import type { Counter } from '../counter.ts';
import { goneOn, type Look } from './gone-on.ts';
import { addStats } from './peer-stats.ts';

/**
 * A connected peer connection is asked for its totals so often, and sooner while it is young: what it has carried since is
 * no more than of a fifth of its time, but in the first seconds, in which encoders find their pace.
 */
const POLL_MS = 2000;
const FIRST_POLL_MS = 500;
const POLL_SHARE = 0.25;

type Connected = { peer: RTCPeerConnection; counter: Counter; looks: Look[]; since: number };

/**
 * Asks every connected peer connection for its totals, every two seconds at least and as it closes. Called when one is opened,
 * and once more right before it is closed: Firefox never answers then, and Chromium has forgotten all but media, so
 * that what came since the last time is filled in at the pace of before, and called so.
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
    const { at: _, ...totals } = goneOn(before, last, performance.now(), POLL_MS);
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
      // Of a call that was over before the first look, media is all there is.
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
