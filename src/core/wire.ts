import { handshakeBytes } from './wire/handshake.ts';
import { firstBlock, spelledBytes, usualBlock } from './wire/header-block.ts';
import { lookupBytes } from './wire/lookup.ts';
import { acksFor, packetHeader, segmentsOf, type Family, type Pace } from './wire/packets.ts';
import type { Opened } from './wire/pool.ts';
import { quicBytes } from './wire/quic.ts';
import { FRAME_BYTES, framed, RECORD_BYTES, sealed } from './wire/records.ts';
import type { HttpHeader } from './http-header.ts';

/** By the names of ALPN (RFC 7301), `http/1.1` also where nothing was negotiated. */
export type Protocol = 'http/1.1' | 'h2' | 'h3';

/**
 * What the cost of a transfer depends on. All of it may be left out: what is absent is assumed to be usual, or nothing.
 */
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
  /**
   * The same as numbers, where only a mean over possible cases is known: connections opened for it, unused ones
   * included.
   */
  opened?: Opened;
  /** Bodies of at least so many bytes end in an empty frame of their own; default 1. Of HTTP/2 alone. */
  endsApartFrom?: number;
  /** Bytes of the frames and records in which the response's body comes; default 16 KiB. */
  pieceBytes?: number;
  /** How likely it follows on other responses without a pause, and shares their records and packets. Default 0. */
  joined?: number;
  /** Bytes of those responses. Default 0. */
  joinedTo?: number;
  /** The name had to be looked up. Default false. */
  lookedUp?: boolean;
} & Pace;

const OPENED = {
  new: { full: 1, resumed: 0 },
  resumed: { full: 0, resumed: 1 },
  reused: { full: 0, resumed: 0 },
} as const;

/** Heads of the usual size, in bytes of HTTP/1.1, where nothing is known of them. */
const USUAL_HEAD = { down: 450, up: 600 };

/**
 * A request's HEADERS frame also carries its priority: dependency and weight (RFC 9113 §6.2; both browsers send it).
 */
const PRIORITY_BYTES = 5;

/**
 * What a transfer costs as a carrier counts it: IP packets, with heads, frames, records, handshakes, acknowledgements
 * and look-ups in both directions. Bytes, not rounded.
 */
export const wireBytes = (transfer: WireTransfer): { down: number; up: number } =>
  wireBytesWith(transfer, transfer.bodyDown ?? 0, transfer.bodyUp ?? 0);

/**
 * The same for given body sizes: the meter asks for every request, and a copy of the transfer would cost microseconds.
 */
export function wireBytesWith(
  transfer: Omit<WireTransfer, 'bodyDown' | 'bodyUp'>,
  bodyDown: number,
  bodyUp: number,
): { down: number; up: number } {
  const { secure = true, family = 4, pieceBytes } = transfer;
  const protocol = transfer.protocol ?? (secure ? 'h2' : 'http/1.1');
  const opened = transfer.opened ?? OPENED[transfer.connection ?? 'reused'];
  const heads = headsOf(transfer, protocol, opened);
  const isHttp1 = protocol === 'http/1.1';
  const cost = {
    down: isHttp1 ? heads.down + bodyDown : FRAME_BYTES + heads.down + framed(bodyDown, pieceBytes),
    up: isHttp1 ? heads.up + bodyUp : FRAME_BYTES + (heads.up > 0 ? PRIORITY_BYTES : 0) + heads.up + framed(bodyUp),
  };
  if (transfer.lookedUp) addTo(cost, lookupBytes(family));
  if (protocol === 'h3') return quicBytes(cost, opened, family, transfer);

  const joined = isHttp1 ? 0 : (transfer.joined ?? 0);
  // An empty DATA frame, in a record and a packet of its own: Node learns only after the last piece of a response that it
  // was the last. See `serverHabits` for others.
  const endsApart = !isHttp1 && bodyDown >= (transfer.endsApartFrom ?? 1);
  if (endsApart) cost.down += FRAME_BYTES;
  if (secure) {
    cost.down = sealed(cost.down, joined, pieceBytes) + (endsApart ? (1 - joined) * RECORD_BYTES : 0);
    cost.up = sealed(cost.up);
  }
  const header = packetHeader(family);
  const segmentsDown = segmentsOf(cost.down, family, joined) + (endsApart ? 1 - joined : 0);
  const segmentsUp = segmentsOf(cost.up, family);
  cost.down += (segmentsDown + acksFor(segmentsUp, transfer)) * header;
  const before = joined > 0 ? joined * segmentsOf(transfer.joinedTo ?? 0, family, 1) : 0;
  cost.up += (segmentsUp + acksFor(segmentsDown, transfer, before)) * header;
  if (opened.full > 0) addTo(cost, handshakeBytes('full', secure, !isHttp1, family), opened.full);
  if (opened.resumed > 0) addTo(cost, handshakeBytes('resumed', secure, !isHttp1, family), opened.resumed);
  return cost;
}

/** What one unused connection of such a transfer costs, both ways together. */
export function openingBytes({
  secure = true,
  protocol,
  family = 4,
}: Pick<WireTransfer, 'secure' | 'protocol' | 'family'>): number {
  const { down, up } = handshakeBytes('full', secure, protocol !== 'http/1.1', family);
  return down + up;
}

function addTo(cost: { down: number; up: number }, more: { down: number; up: number }, times = 1): void {
  cost.down += times * more.down;
  cost.up += times * more.up;
}

/** Bytes of the heads as the protocol spells them, without their frames. */
function headsOf(
  transfer: Omit<WireTransfer, 'bodyDown' | 'bodyUp'>,
  protocol: Protocol,
  opened: Opened,
): { down: number; up: number } {
  const { headersDown, headersUp, blockDown, blockUp } = transfer;
  const down = transfer.headDown ?? (headersDown ? spelledBytes(headersDown) : USUAL_HEAD.down);
  const up = transfer.headUp ?? (headersUp ? spelledBytes(headersUp) : USUAL_HEAD.up);
  if (protocol === 'http/1.1') return { down, up };
  const isFirst = opened.full + opened.resumed >= 1;
  return {
    down: blockDown ?? (headersDown && isFirst ? firstBlock(headersDown) : usualBlock(down, 'down', isFirst)),
    up: blockUp ?? (headersUp && isFirst ? firstBlock(headersUp) : usualBlock(up, 'up', isFirst)),
  };
}
