/** What `wireBytes` has to know of a transfer. */
export type WireTransfer = {
  /** Body bytes as encoded. */
  bodyDown: number;
  bodyUp: number;
  /** Bytes of the response's and the request's head as HTTP/1.1 would spell it. */
  headDown: number;
  headUp: number;
  protocol: 'http/1.1' | 'h2' | 'h3';
  secure: boolean;
  family: 4 | 6;
  /** `new` pays for TCP and TLS handshakes, `reused` for neither. */
  connection: 'new' | 'reused';
};

/** Ethernet's MTU: the largest IP packet on nearly every path. */
const MTU = 1500;

/** IPv4 20 (RFC 791) or IPv6 40 (RFC 8200), and TCP 20 with 12 of timestamps (RFC 9293, RFC 7323). */
const SEGMENT_HEADER = { 4: 52, 6: 72 } as const;

/** A TLS 1.3 record: 5 of header, 1 of content type, 16 of tag (RFC 8446 §5.2), for 16 KiB at most. */
const RECORD = { overhead: 22, payload: 16_384 };

/** An HTTP/2 frame: 9 bytes of header (RFC 9113 §4.1); servers fill DATA frames up to the default 16 KiB. */
const FRAME = { overhead: 9, payload: 16_384 };

/**
 * What is left of a head after HPACK (RFC 7541), as a share of its HTTP/1.1 spelling: the first on a connection
 * is Huffman-coded only, later ones refer to the dynamic table. Measured against an interface's counters.
 */
const HPACK = { first: { down: 0.75, up: 0.8 }, later: { down: 0.35, up: 0.25 } };

/**
 * A new TLS 1.3 connection with a chain of two certificates, packets' headers left out: down ServerHello with a
 * hybrid key share 1.2 kB, certificates 2.8 kB, verify, finished and two tickets 0.9 kB; up a ClientHello with a
 * hybrid key share 1.8 kB, finished and settings 0.2 kB. Measured against an interface's counters.
 */
const TLS_HANDSHAKE = { down: 4900, up: 2000 };

/** SYN, SYN-ACK and ACK; then FIN and ACK each way: packets without payload, TCP options included. */
const TCP_HANDSHAKE_PACKETS = { down: 3, up: 4 };

/**
 * Packets received for each acknowledgement sent. RFC 9293 §3.8.6.3 asks for one in two; receivers that coalesce
 * segments send fewer on fast links. Measured 0.5 to 1.8 % of the download.
 */
const SEGMENTS_PER_ACK = 2.5;

const framed = (bytes: number) => bytes + (Math.ceil(bytes / FRAME.payload) || 0) * FRAME.overhead;
const sealed = (bytes: number) => bytes + (Math.ceil(bytes / RECORD.payload) || 0) * RECORD.overhead;

/**
 * What a transfer costs as a carrier counts it: IP packets, with heads, frames, records, handshakes and
 * acknowledgements in both directions. Bytes, not rounded.
 */
export function wireBytes(transfer: WireTransfer): { down: number; up: number } {
  const { protocol, secure, family, connection } = transfer;
  const multiplexed = protocol !== 'http/1.1';
  const hpack = connection === 'new' ? HPACK.first : HPACK.later;
  const spell = (head: number, ratio: number, body: number) =>
    multiplexed ? framed(head * ratio) + framed(body) : head + body;
  const seal = secure ? sealed : (bytes: number) => bytes;
  const fresh = connection === 'new';
  const down =
    seal(spell(transfer.headDown, hpack.down, transfer.bodyDown)) + (fresh && secure ? TLS_HANDSHAKE.down : 0);
  const up = seal(spell(transfer.headUp, hpack.up, transfer.bodyUp)) + (fresh && secure ? TLS_HANDSHAKE.up : 0);

  const header = SEGMENT_HEADER[family];
  const segments = (bytes: number) => Math.ceil(bytes / (MTU - header));
  const downSegments = segments(down) + (fresh ? TCP_HANDSHAKE_PACKETS.down : 0);
  const upSegments = segments(up) + (fresh ? TCP_HANDSHAKE_PACKETS.up : 0);
  const acksUp = Math.floor(segments(down) / SEGMENTS_PER_ACK);
  const acksDown = Math.floor(segments(up) / SEGMENTS_PER_ACK);
  return { down: down + (downSegments + acksDown) * header, up: up + (upSegments + acksUp) * header };
}
