import type { Counter } from '../counter.ts';
import { peerPackets } from './peer-packets.ts';

type Direction = 'Received' | 'Sent';
type Stats = { type: string } & {
  [Name in `${'bytes' | 'headerBytes' | 'packets' | 'messages'}${Direction}`]?: number;
};

/**
 * An RTCStatsReport. Firefox gives an extension no iterator over one of the page's, but lets it look at the page's own
 * (`wrappedJSObject`): https://firefox-source-docs.mozilla.org/dom/scriptSecurity/xray_vision.html
 */
export type StatsReport = { values(): Iterator<Stats>; wrappedJSObject?: { values(): Iterator<Stats> } };

/**
 * Where payload bytes are reported (webrtc-stats §8): levels of which some are absent or partial in one browser or
 * another.
 */
const LEVELS = new Map([
  ['transport', 0],
  ['candidate-pair', 1],
  ['inbound-rtp', 2],
  ['outbound-rtp', 2],
  ['data-channel', 3],
]);

type Sum = { down: number; up: number; downs: number; ups: number };

/**
 * Raises a connection's totals to what its statistics say. Transports, candidate pairs, and media with data channels
 * each give a sum that may be absent or partial in one browser or another, and a pair disappears with an ICE restart:
 * the largest seen is the complete one. Where only media's packets are reported, as in Firefox, the others are
 * estimated from the bytes.
 */
export function addStats(counter: Counter, stats: StatsReport): void {
  const sums = [0, 1, 2, 3].map((): Sum => ({ down: 0, up: 0, downs: 0, ups: 0 }));
  const [transport, pair, media, data] = sums as [Sum, Sum, Sum, Sum];
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
  for (const [bytes, packets] of [
    ['down', 'downs'],
    ['up', 'ups'],
  ] as const) {
    const whole = Math.max(transport[bytes], pair[bytes]);
    const parts = { media: media[bytes], mediaPackets: media[packets], data: data[bytes], messages: data[packets] };
    counter[bytes] = Math.max(counter[bytes], whole, media[bytes] + data[bytes]);
    counter[packets] = Math.max(
      counter[packets],
      Math.max(transport[packets], pair[packets]) || peerPackets(whole, parts),
    );
  }
}
