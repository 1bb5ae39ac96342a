import type { Counter } from '../counter.ts';
import { addStats } from './peer-stats.ts';

/** How often a connected peer connection is asked for its totals. */
const POLL_MS = 2000;

/**
 * Asks every connected peer connection for its totals, every two seconds and as it closes. Called when one is opened,
 * and once more right before it is closed.
 */
export function createPeers(tell: (counter: Counter) => void): (peer: RTCPeerConnection, counter: Counter) => void {
  const connected = new Map<RTCPeerConnection, Counter>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const look = async (peer: RTCPeerConnection, counter: Counter) => {
    const before = counter.down + counter.up;
    // Of a connection that is gone there are no statistics.
    const stats = await peer.getStats().catch(() => null);
    if (stats) addStats(counter, stats);
    if (counter.over || counter.down + counter.up > before) tell(counter);
  };
  const poll = () => {
    for (const [peer, counter] of connected) void look(peer, counter);
    timer = connected.size > 0 ? setTimeout(poll, POLL_MS) : undefined;
  };

  return (peer, shown) => {
    if (shown.over) {
      const counter = connected.get(peer) ?? shown;
      counter.over = true;
      connected.delete(peer);
      tell(counter);
      // Chromium still answers; Firefox never does, and what came since the last time is lost.
      void look(peer, counter);
      return;
    }
    peer.addEventListener('connectionstatechange', () => {
      if (peer.connectionState !== 'connected' || connected.has(peer)) return;
      connected.set(peer, shown);
      timer ??= setTimeout(poll);
    });
  };
}
