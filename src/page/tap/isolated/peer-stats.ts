import type { Counter } from '../counter.ts';

type Direction = 'Received' | 'Sent';
type Stats = { type: string } & {
  [Name in `${'bytes' | 'headerBytes' | 'packets' | 'messages'}${Direction}`]?: number;
};

/**
 * An RTCStatsReport. Firefox gives an extension no iterator over one of the page's, but lets it look at the page's own
 * (`wrappedJSObject`): https://firefox-source-docs.mozilla.org/dom/scriptSecurity/xray_vision.html
 */
export type StatsReport = { values(): Iterator<Stats>; wrappedJSObject?: { values(): Iterator<Stats> } };

/** Where payload bytes are told (webrtc-stats §8): three levels, each of which is complete in some browser. */
const LEVELS = new Map([
  ['transport', 0],
  ['candidate-pair', 1],
  ['inbound-rtp', 2],
  ['outbound-rtp', 2],
  ['data-channel', 2],
]);

/**
 * Raises a connection's totals to what its statistics say. Transports, candidate pairs, and media with data channels
 * each give a sum that may be absent or partial in one browser or another, and a pair disappears with an ICE restart:
 * the largest seen is the one that is complete.
 */
export function addStats(counter: Counter, stats: StatsReport): void {
  const sums = [0, 1, 2].map(() => ({ down: 0, up: 0, downs: 0, ups: 0 }));
  const all = (stats.wrappedJSObject ?? stats).values();
  for (let next = all.next(); !next.done; next = all.next()) {
    const one = next.value;
    const sum = sums[LEVELS.get(one.type) ?? -1];
    if (!sum) continue;
    sum.down += (one.bytesReceived ?? 0) + (one.headerBytesReceived ?? 0);
    sum.up += (one.bytesSent ?? 0) + (one.headerBytesSent ?? 0);
    sum.downs += one.packetsReceived ?? one.messagesReceived ?? 0;
    sum.ups += one.packetsSent ?? one.messagesSent ?? 0;
  }
  for (const sum of sums)
    for (const part of ['down', 'up', 'downs', 'ups'] as const) counter[part] = Math.max(counter[part], sum[part]);
}
