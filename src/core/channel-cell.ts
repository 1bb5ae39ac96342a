import type { Cell } from './cell.ts';
import { deflatedBytes } from './deflated-bytes.ts';
import { acksFor, datagramHeader, packetHeader } from './wire/packets.ts';
import { quicBytes } from './wire/quic.ts';
import { RECORD_BYTES } from './wire/records.ts';

/** What a channel of the page's own has moved: payload bytes, and the messages (WebRTC: packets) that carried them. */
export type ChannelTotals = {
  kind: 'websocket' | 'webrtc' | 'webtransport';
  down: number;
  up: number;
  messagesDown: number;
  messagesUp: number;
  /** permessage-deflate: the page saw inflated sizes. */
  compressed: boolean;
  /** Each message is deflated by itself (RFC 7692, `no_context_takeover`). */
  alone: boolean;
  /** Payload bytes that were text. */
  textDown: number;
  textUp: number;
  /**
   * WebRTC: the bytes of `down` and `up` together that nothing reported, extrapolated at the pace of before; else 0.
   */
  filledIn: number;
};

/**
 * Nine times in ten what a call carried in its last moments is within these shares of what it carried in the same time
 * right before: an encoder's output changes this much between moving and still pictures.
 */
const FILLED_IN = { low: 0.5, high: 2 };

/** A WebSocket frame's head: 2, 4 or 10 bytes by length, 4 more of mask from the client (RFC 6455 §5.2). */
const frameHead = (bytesEach: number) => (bytesEach < 126 ? 2 : bytesEach < 65_536 ? 4 : 10);
const MASK = 4;

/** What a TCP segment carries over IPv4 with timestamps. */
const SEGMENT_BYTES = 1448;

/** Channels do not tell their peer's address: IPv4 is assumed. */
const FAMILY = 4;

const NOTHING_OPENED = { full: 0, resumed: 0 };

/** The cost of a channel so far, in whole bytes. It counts as no request: its handshake was one. */
export function channelCell(totals: ChannelTotals): Cell {
  if (totals.kind === 'webrtc') {
    // What getStats counts of a transport leaves out IP and UDP alone: SRTP, DTLS and STUN are in its bytes and
    // packets.
    const wire = (bytes: number, packets: number) => bytes + packets * datagramHeader(FAMILY);
    const cell = bounded(wire(totals.down, totals.messagesDown), wire(totals.up, totals.messagesUp), 0.98, 1.03);
    const filledIn = Math.min(totals.filledIn, totals.down + totals.up);
    return {
      ...cell,
      low: Math.max(0, cell.low - Math.round(filledIn * (1 - FILLED_IN.low))),
      high: cell.high + Math.round(filledIn * (FILLED_IN.high - 1)),
      measured: cell.measured - filledIn,
    };
  }
  if (totals.kind === 'webtransport') {
    const datagrams = { down: totals.messagesDown, up: totals.messagesUp };
    const { down, up } = quicBytes(totals, NOTHING_OPENED, FAMILY, {}, datagrams);
    return bounded(down, up, 0.96, 1.05);
  }
  const of = (payload: { down: number; up: number }) => {
    const down = socketBytes(payload.down, totals.messagesDown, 0);
    const up = socketBytes(payload.up, totals.messagesUp, MASK);
    return { down: down.bytes + up.acks, up: up.bytes + down.acks };
  };
  const bodies = channelBodies(totals);
  const mean = of(bodies.mean);
  const cell = bounded(mean.down, mean.up, 0.95, 1.05);
  if (!totals.compressed) return cell;
  const [low, high] = [of(bodies.low), of(bodies.high)];
  return { ...cell, low: Math.round(low.down + low.up), high: Math.round(high.down + high.up), measured: 0 };
}

/** A channel's payload as it went over the wire, with its 90 % interval. */
export function channelBodies(totals: ChannelTotals): Record<'low' | 'mean' | 'high', { down: number; up: number }> {
  const { down, up, compressed } = totals;
  if (!compressed) return { low: { down, up }, mean: { down, up }, high: { down, up } };
  const [left, sent] = [deflatedBytes(totals, 'down'), deflatedBytes(totals, 'up')];
  const at = (end: keyof typeof left) => ({ down: Math.round(left[end]), up: Math.round(sent[end]) });
  return { low: at('low'), mean: at('mean'), high: at('high') };
}

/**
 * Bytes of messages one way, and the number of pure acknowledgements that come back: each message is acknowledged as a
 * run of segments of its own.
 */
function socketBytes(payload: number, messages: number, mask: number): { bytes: number; acks: number } {
  if (messages === 0) return { bytes: 0, acks: 0 };
  const each = payload / messages;
  const sealed = payload + messages * (frameHead(each) + mask + RECORD_BYTES);
  const segments = Math.max(1, sealed / messages / SEGMENT_BYTES);
  const header = packetHeader(FAMILY);
  return { bytes: sealed + messages * segments * header, acks: messages * acksFor(segments) * header };
}

function bounded(downBytes: number, upBytes: number, low: number, high: number): Cell {
  const down = Math.round(downBytes);
  const up = Math.round(upBytes);
  const bytes = down + up;
  return { down, up, low: Math.round(bytes * low), high: Math.round(bytes * high), measured: bytes, requests: 0 };
}
