import { acksFor, datagramHeader, type Family, type Pace } from './packets.ts';

/**
 * UDP payload of Chromium's and Firefox's QUIC packets once the path is known to carry it; at first 1200 (RFC 9000
 * §14).
 */
const DATAGRAM_BYTES = 1350;

/**
 * Short header with an 8-byte connection id 11, tag 16 (RFC 9001 §5.3), STREAM frame's head about 8 (RFC 9000 §19.8).
 */
const PACKET_OVERHEAD = 35;

/** A packet that holds nothing but an ACK frame: header and tag 27, the frame about 10. */
const ACK_BYTES = 37;

/**
 * The handshake, packets' headers included: Initial packets are padded to 1200 each way (RFC 9000 §14.1); a ClientHello
 * with a hybrid key share takes two, a chain of 2.8 kB three. Acknowledgements and HANDSHAKE_DONE come on top.
 */
const HANDSHAKE = { full: { down: 5200, up: 2900 }, resumed: { down: 2000, up: 2900 } };

const NONE = { down: 0, up: 0 };

/**
 * Bytes each way of a payload in QUIC packets over UDP and IP, with the acknowledgements (RFC 9000 §13.2: of every
 * second packet). `datagrams`: the least number of packets, where each holds one datagram at most (RFC 9221).
 */
export function quicBytes(
  payload: { down: number; up: number },
  opened: { full: number; resumed: number },
  family: Family,
  pace: Pace,
  datagrams: { down: number; up: number } = NONE,
): { down: number; up: number } {
  const header = datagramHeader(family);
  const packets = (bytes: number) => Math.ceil(bytes / (DATAGRAM_BYTES - PACKET_OVERHEAD));
  const count = {
    down: Math.max(packets(payload.down), datagrams.down),
    up: Math.max(packets(payload.up), datagrams.up),
  };
  const cost = (way: 'down' | 'up', other: 'down' | 'up') =>
    payload[way] +
    count[way] * (PACKET_OVERHEAD + header) +
    acksFor(count[other], pace) * (ACK_BYTES + header) +
    opened.full * HANDSHAKE.full[way] +
    opened.resumed * HANDSHAKE.resumed[way];
  return { down: cost('down', 'up'), up: cost('up', 'down') };
}
