import { handshakeBytes } from './wire/handshake.ts';
import { lonelyBlock, spelledBytes, usualBlock } from './wire/header-block.ts';
import { lookupBytes } from './wire/lookup.ts';
import { acksFor, packetHeader, segmentsOf, type Family, type Pace } from './wire/packets.ts';
import type { Opened } from './wire/pool.ts';
import { quicBytes } from './wire/quic.ts';
import { FRAME_BYTES, framed, RECORD_BYTES, sealed } from './wire/records.ts';
import type { HttpHeader } from './http-header.ts';

export type Protocol = 'http/1.1' | 'h2' | 'h3';

/** What the cost of a transfer depends on. All of it may be left out: what is absent is taken to be usual, or nothing. */
export type WireTransfer = {
  /** Body bytes as encoded. Absent: none. */
  bodyDown?: number;
  bodyUp?: number;
  /** Names and values; absent: heads of the usual size. */
  headersDown?: readonly HttpHeader[];
  headersUp?: readonly HttpHeader[];
  /** Bytes of the response's and the request's head as HTTP/1.1 would spell it. Absent: as the headers say. */
  headDown?: number;
  headUp?: number;
  /**
   * Bytes of the same heads as a header block of HTTP/2 or 3 (RFC 7541, RFC 9204), where what went before on the
   * connection is known. Absent: the usual share of `headDown` and `headUp`.
   */
  blockDown?: number;
  blockUp?: number;
  /** Default `h2` where `secure`, else `http/1.1`. */
  protocol?: Protocol;
  /** Default true. */
  secure?: boolean;
  /** IP's version; default 4. */
  family?: Family;
  /** `new` pays for the handshakes, `resumed` for those of a returning visitor, `reused` (default) for none. */
  connection?: 'new' | 'resumed' | 'reused';
  /** The same in numbers, for a mean over what may have been: connections opened for it, those left unused included. */
  opened?: Opened;
  /** The name had to be looked up. Default false. */
  lookedUp?: boolean;
} & Pace;

const OPENED = {
  new: { full: 1, resumed: 0 },
  resumed: { full: 0, resumed: 1 },
  reused: { full: 0, resumed: 0 },
} as const;

/** Heads of the usual size, where nothing is said of them: as HTTP/1.1 spells them. */
const USUAL_HEAD = { down: 450, up: 600 };

/** A request's HEADERS frame carries its priority, too: dependency and weight (RFC 9113 §6.2; both browsers send it). */
const PRIORITY_BYTES = 5;

/**
 * An empty DATA frame that ends a response, in a record and a packet of its own: servers that make a response as they
 * go know only afterwards that it was the last piece (Node; nginx as a proxy).
 */
const END_OF_STREAM = FRAME_BYTES + RECORD_BYTES;

/**
 * What a transfer costs as a carrier counts it: IP packets, with heads, frames, records, handshakes, acknowledgements
 * and look-ups in both directions. Bytes, not rounded.
 */
export function wireBytes(transfer: WireTransfer): { down: number; up: number } {
  const { secure = true, family = 4, connection = 'reused' } = transfer;
  const protocol = transfer.protocol ?? (secure ? 'h2' : 'http/1.1');
  const opened = transfer.opened ?? OPENED[connection];
  const payload = { down: messageBytes(transfer, 'down'), up: messageBytes(transfer, 'up') };
  const lookup = transfer.lookedUp ? lookupBytes(family) : NOTHING;
  if (protocol === 'h3') return plus(quicBytes(payload, opened, family, transfer), lookup);

  const seal = secure ? sealed : (bytes: number) => bytes;
  const total = { down: seal(payload.down), up: seal(payload.up) };
  const segments = { down: segmentsOf(total.down, family), up: segmentsOf(total.up, family) };
  if (protocol === 'h2' && (transfer.bodyDown ?? 0) > 0) {
    total.down += END_OF_STREAM;
    segments.down++;
  }
  const header = packetHeader(family);
  const cost = plus(lookup, {
    down: total.down + (segments.down + acksFor(segments.up, transfer)) * header,
    up: total.up + (segments.up + acksFor(segments.down, transfer)) * header,
  });
  for (const kind of ['full', 'resumed'] as const) {
    if (opened[kind] === 0) continue;
    const each = handshakeBytes({ kind, secure, multiplexed: protocol === 'h2', family });
    cost.down += opened[kind] * each.down;
    cost.up += opened[kind] * each.up;
  }
  return cost;
}

const NOTHING = { down: 0, up: 0 };

const plus = (a: { down: number; up: number }, b: { down: number; up: number }) => ({
  down: a.down + b.down,
  up: a.up + b.up,
});

/** Head and body as the protocol spells them, one way, before records and packets. */
function messageBytes(transfer: WireTransfer, way: 'down' | 'up'): number {
  const isDown = way === 'down';
  const body = (isDown ? transfer.bodyDown : transfer.bodyUp) ?? 0;
  const headers = isDown ? transfer.headersDown : transfer.headersUp;
  const head = (isDown ? transfer.headDown : transfer.headUp) ?? (headers ? spelledBytes(headers) : USUAL_HEAD[way]);
  const protocol = transfer.protocol ?? (transfer.secure === false ? 'http/1.1' : 'h2');
  if (protocol === 'http/1.1') return head + body;
  const isFirst = transfer.opened
    ? transfer.opened.full + transfer.opened.resumed >= 1
    : transfer.connection !== 'reused' && transfer.connection !== undefined;
  const block =
    (isDown ? transfer.blockDown : transfer.blockUp) ??
    (headers && isFirst ? lonelyBlock(headers) : usualBlock(head, way, isFirst));
  return FRAME_BYTES + block + (isDown || head === 0 ? 0 : PRIORITY_BYTES) + framed(body);
}
