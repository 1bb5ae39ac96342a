import type { BrowserName } from '../request-head.ts';
import { wholes } from './records.ts';

/** IP's version: its header's size depends on it. */
export type Family = 4 | 6;

/** Ethernet's MTU: the largest IP packet on nearly every path. */
const MTU = 1500;

/** IPv4 20 (RFC 791) or IPv6 40 (RFC 8200), and TCP 20 with 12 of timestamps (RFC 9293, RFC 7323). */
const TCP_HEADER = { 4: 52, 6: 72 } as const;

/** IPv4 or IPv6, and UDP's 8 (RFC 768). */
const UDP_HEADER = { 4: 28, 6: 48 } as const;

/** SYN and SYN-ACK carry 8 bytes of options more: MSS, SACK permitted, window scale (RFC 9293 §3.1, RFC 7323). */
export const SYN_OPTIONS = 8;

/** Bytes of a packet without payload. */
export const packetHeader = (family: Family): number => TCP_HEADER[family];

/** Bytes of a UDP packet without payload. */
export const datagramHeader = (family: Family): number => UDP_HEADER[family];

/** How many segments this many bytes of payload need. `joined`: how likely the last is shared with what follows. */
export const segmentsOf = (bytes: number, family: Family, joined = 0): number =>
  wholes(bytes / (MTU - TCP_HEADER[family]), joined);

/** How packets came, which decides how many pure acknowledgements they get. */
export type Pace = {
  /** How long the connection had brought nothing, ms. Absent: unknown, or a new one. */
  idleMs?: number | undefined;
  /** The link's rate meanwhile. Absent: unknown. */
  kbps?: number | undefined;
  /** The shortest recent wait for a response, ms. Absent: unknown. */
  waitMs?: number | undefined;
  /** Who took them. Absent: Chromium. */
  reader?: BrowserName | undefined;
};

/**
 * Linux acknowledges up to 16 segments one by one when a connection begins or was idle for longer than a retransmission
 * timeout (`TCP_MAX_QUICKACKS`, `tcp_event_data_recv`; at least 200 ms), unless it has just sent something itself. The
 * shares are those of 1,900 runs of 1 to 1,800 segments (Linux 6.18, Chromium 156 over a link without delay).
 */
const QUICK_SEGMENTS = 16;
const QUICK_SHARE = { rested: 0.94, new: 0.62, busy: 0.33 };
const RESTED_MS = 200;
const BUSY_MS = 40;

/**
 * After these, every second segment is acknowledged (RFC 9293 §3.8.6.3), or all that came while the reader was being
 * woken if those are more: Linux sends nothing until the window has room again (`__tcp_ack_snd_check`). In a reader's
 * turn of 0.7 ms two segments of 1500 bytes come at 33 Mbit/s; on a faster link more come in a turn, and they lengthen
 * the turn: hence the square. Where segments come as fast as two cores take them, more of them share an acknowledgement
 * the longer the run. With a round trip of 50 ms one acknowledgement stood for 1.6 to 1.7 segments of pages and 2.1 of
 * films at 12 Mbit/s, for 1.8 and 2.7 at 40, and for 2.9 of pages on a link without a limit: packets both ways of `npm
 * run bench:accuracy -- --set pages-build --mbit 12 --rtt 50` and its like.
 *
 * Where a server is near, transfers do not tell how fast packets come: it sends what it has at once, and the browser
 * takes it in its own time. A phone's link never answers within 10 ms: the radio alone takes 8 at best (4 one way: 3GPP
 * TR 36.912 annex B for LTE, ITU-R M.2410 §4.7.1 for 5G), and it hardly ever does within twice that. What answers
 * sooner is a cable, over which as many segments share an acknowledgement as come: a film's 22 in Chromium; Firefox,
 * which takes them in smaller pieces, had 4 to 20 (`--browser firefox --site late-show --site home-movies`).
 *
 * This is Linux behind a network card that coalesces nothing. Other systems send fewer acknowledgements, or see
 * segments that were coalesced on the way (GRO, RSC, a hotspot's bundled frames): the interval of a large download
 * covers one acknowledgement for 1.2 segments to one for 8.
 */
const JOINED_FROM_KBPS = 33_000;
const JOINED_POWER: Readonly<Record<BrowserName, number>> = { chromium: 0.27, firefox: 0.2 };
const NEAR_MS = 10;
/** Where no wait is shorter, the link may be a phone's. */
export const FAR_MS = 20;

/** How likely a link with this shortest wait is a cable: 1 for certain, 0 for what may be a phone's link. */
const nearness = (waitMs: number): number =>
  Math.min(1, Math.max(0, Math.log(FAR_MS / waitMs) / Math.log(FAR_MS / NEAR_MS)));

/** Assumed before a link's speed is known: that of a good mobile link. */
const USUAL_KBPS = 25_000;

/** How many pure acknowledgements so many segments get, where `before` came without a pause before them. */
export function acksFor(segments: number, pace: Pace = {}, before = 0): number {
  return before > 0 ? acksOfRun(before + segments, pace) - acksOfRun(before, pace) : acksOfRun(segments, pace);
}

function acksOfRun(
  segments: number,
  { idleMs, kbps = USUAL_KBPS, waitMs = Infinity, reader = 'chromium' }: Pace,
): number {
  const state = idleMs === undefined ? 'new' : idleMs > RESTED_MS ? 'rested' : idleMs > BUSY_MS ? 'new' : 'busy';
  const quick = QUICK_SHARE[state] * Math.min(segments, QUICK_SEGMENTS);
  const rest = segments - QUICK_SEGMENTS;
  if (rest <= 0) return quick;
  const power = JOINED_POWER[reader];
  const bySpeed = Math.min(rest ** power, (kbps / JOINED_FROM_KBPS) ** 2);
  return quick + rest / (2 * Math.max(rest ** (power * nearness(waitMs)), bySpeed));
}
