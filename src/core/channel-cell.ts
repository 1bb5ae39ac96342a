import type { Cell } from './cell.ts';

/** What a channel of the page's own has moved: payload bytes, and the messages (WebRTC: packets) that carried them. */
export type ChannelTotals = {
  kind: 'websocket' | 'webrtc' | 'webtransport';
  down: number;
  up: number;
  messagesDown: number;
  messagesUp: number;
  /** permessage-deflate: the page saw inflated sizes. */
  compressed: boolean;
};

/** A WebSocket frame's head: 2, 4 or 10 bytes by length, 4 more of mask from the client (RFC 6455 §5.2). */
const frameHead = (bytesEach: number) => (bytesEach < 126 ? 2 : bytesEach < 65_536 ? 4 : 10);
const MASK = 4;

/** A TLS 1.3 record around each message (RFC 8446 §5.2), and IPv4 with TCP and timestamps around each segment. */
const RECORD = 22;
const SEGMENT = { header: 52, payload: 1448 };

/** A message is acknowledged by a packet of its own unless an answer or a later message carries it. */
const ACKS_PER_MESSAGE = 0.6;
const SEGMENTS_PER_ACK = 2.5;

/** IPv4 and UDP (RFC 791, RFC 768) around each packet; getStats leaves them out. */
const DATAGRAM = 28;

/** QUIC's share on top of its payload: heads, frames, acknowledgements (RFC 9000). */
const QUIC = 1.05;

/** What deflate leaves of chat-like messages, with the ends that nine in ten lie between. */
const DEFLATED = { low: 0.15, mean: 0.35, high: 0.9 };

/** The cost of a channel so far, in whole bytes. It is no request of its own: its handshake was one. */
export function channelCell(totals: ChannelTotals): Cell {
  if (totals.kind !== 'websocket') {
    const wire = (bytes: number, packets: number) =>
      Math.round(totals.kind === 'webrtc' ? bytes + packets * DATAGRAM : bytes * QUIC + packets * DATAGRAM);
    const down = wire(totals.down, totals.messagesDown);
    const up = wire(totals.up, totals.messagesUp);
    return cell(down, up, 0.98, 1.03, true);
  }
  const shrink = totals.compressed ? DEFLATED : { low: 1, mean: 1, high: 1 };
  const at = (share: number) => {
    const down = socketBytes(totals.down * share, totals.messagesDown, 0);
    const up = socketBytes(totals.up * share, totals.messagesUp, MASK);
    return {
      down: down.bytes + acks(up.segments, totals.messagesUp),
      up: up.bytes + acks(down.segments, totals.messagesDown),
    };
  };
  const mean = at(shrink.mean);
  const low = at(shrink.low);
  const high = at(shrink.high);
  const down = Math.round(mean.down);
  const up = Math.round(mean.up);
  const bounded = cell(down, up, 0.95, 1.05, !totals.compressed);
  if (!totals.compressed) return bounded;
  return { ...bounded, low: Math.round(low.down + low.up), high: Math.round(high.down + high.up) };
}

function socketBytes(payload: number, messages: number, mask: number): { bytes: number; segments: number } {
  if (messages === 0) return { bytes: 0, segments: 0 };
  const sealed = payload + messages * (frameHead(payload / messages) + mask + RECORD);
  const segments = Math.max(messages, sealed / SEGMENT.payload);
  return { bytes: sealed + segments * SEGMENT.header, segments };
}

const acks = (segments: number, messages: number) =>
  Math.min(segments, Math.max(messages * ACKS_PER_MESSAGE, segments / SEGMENTS_PER_ACK)) * SEGMENT.header;

function cell(down: number, up: number, low: number, high: number, isMeasured: boolean): Cell {
  const bytes = down + up;
  return {
    down,
    up,
    low: Math.round(bytes * low),
    high: Math.round(bytes * high),
    measured: isMeasured ? bytes : 0,
    requests: 0,
  };
}
