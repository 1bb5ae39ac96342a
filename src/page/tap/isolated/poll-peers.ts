import type { Counter } from '../counter.ts';
import { goneOn, type Look } from './gone-on.ts';
import { addStats } from './peer-stats.ts';

/** How often a connected peer connection is asked for its totals; in its first seconds, when most changes, sooner. */
const POLL_MS = 2000;
const FIRST_POLL_MS = 500;

type Connected = { peer: RTCPeerConnection; counter: Counter; looks: Look[]; pollMs: number };

/**
 * Asks every connected peer connection for its totals, every two seconds and as it closes. Called when one is opened,
 * and once more right before it is closed: Firefox never answers then, and Chromium has forgotten all but media, so
 * that what came since the last time is filled in at the pace of before.
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
    one.looks = [...one.looks.slice(-1), { ...counter, at: performance.now() }];
    setTimeout(() => void poll(one), one.pollMs);
    one.pollMs = Math.min(POLL_MS, 2 * one.pollMs);
  };
  const fillIn = ({ counter, looks: [before, last] }: Connected) => {
    if (!before || !last) return;
    const { at: _, ...totals } = goneOn(before, last, performance.now(), POLL_MS);
    Object.assign(counter, totals);
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
      const one = { peer, counter: shown, looks: [], pollMs: FIRST_POLL_MS };
      connected.set(peer, one);
      void poll(one);
    });
  };
}
