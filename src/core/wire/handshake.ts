import { acksFor, packetHeader, segmentsOf, SYN_OPTIONS, type Family } from './packets.ts';
import { RECORD_BYTES } from './records.ts';

/**
 * What a connection exchanges before and after its requests, each way: bytes of TLS and HTTP/2, without packet headers.
 */
type Talk = { down: readonly number[]; up: readonly number[] };

/**
 * TLS 1.3 (RFC 8446), one figure per flight. Up: ClientHello (Chromium 156: 1,930 to 2,030 with its X25519MLKEM768
 * share, whether the server takes it or not; Firefox 153: the same within 10 %), Finished. Down: ServerHello to
 * Finished with leaf and intermediate certificates (P-256 under P-384 2,465, RSA-2048 under RSA-2048 3,190: three of
 * five sites use the former; a server that takes the hybrid key share adds 1,088), two tickets of 287, close_notify.
 */
const FULL: Talk = { down: [2755, 574, 24], up: [1980, 80] };

/** With a ticket: no certificates, a binder and the ticket in the ClientHello. */
const RESUMED: Talk = { down: [256, 287, 24], up: [2270, 80] };

/**
 * HTTP/2's own (RFC 9113 §3.4, §6.5, §6.8). Up: preface with SETTINGS and WINDOW_UPDATE, acknowledgement of SETTINGS.
 * Down: SETTINGS (with the tickets), its acknowledgement, GOAWAY.
 */
const HTTP2: Talk = { down: [40 - RECORD_BYTES, 9 + RECORD_BYTES, 17 + RECORD_BYTES], up: [92, 9 + RECORD_BYTES] };
const HTTP2_PACKETS = { down: 2, up: 2 };

/**
 * Down: SYN-ACK, FIN and the acknowledgement of a FIN. Up: SYN, its ACK, FIN, and the ACK or RST that answers the last.
 */
const TCP_PACKETS = { down: 3, up: 4 };

const sum = (parts: readonly number[]) => parts.reduce((all, part) => all + part, 0);
const packetsOf = (parts: readonly number[], family: Family) =>
  parts.reduce((all, part) => all + segmentsOf(part, family), 0);

/** Bytes of opening and closing a connection, each way, all packets included. */
export function handshakeBytes(
  kind: 'full' | 'resumed',
  isSecure: boolean,
  isMultiplexed: boolean,
  family: Family,
): { down: number; up: number } {
  const header = packetHeader(family);
  const bytes = { down: SYN_OPTIONS, up: SYN_OPTIONS };
  const packets = { down: TCP_PACKETS.down, up: TCP_PACKETS.up };
  if (isSecure) {
    const talk = kind === 'full' ? FULL : RESUMED;
    const segments = { down: packetsOf(talk.down, family), up: packetsOf(talk.up, family) };
    bytes.down += sum(talk.down);
    bytes.up += sum(talk.up);
    packets.down += segments.down + segments.up;
    packets.up += segments.up + segments.down;
  }
  if (isMultiplexed) {
    bytes.down += sum(HTTP2.down);
    bytes.up += sum(HTTP2.up);
    packets.down += HTTP2_PACKETS.down + acksFor(HTTP2_PACKETS.up);
    packets.up += HTTP2_PACKETS.up + acksFor(HTTP2_PACKETS.down);
  }
  return { down: bytes.down + packets.down * header, up: bytes.up + packets.up * header };
}
