import type { Protocol } from './wire.ts';

/**
 * Over HTTP/1.1 the connection is closed, and what is in flight and in queues still comes: with Firefox 153 30 to 206 kB
 * of six films at 12 Mbit/s and 50 ms, 293 and 317 at 100 ms, 365 at 40 Mbit/s; with Chromium, what a link of 50 ms and
 * its queue hold: 97 to 266 kB of five at 12 Mbit/s, 236 to 595 of three at 40 (`--set build --site noon-reel`, `--set
 * judge --site story-time`).
 */
const CLOSED = { ms: 150, bytes: 300_000 };

/**
 * Over HTTP/2 the connection stays open, and what the server has already written to its socket still comes. Linux lets
 * twice the congestion window wait there (up to `tcp_wmem`, 4 MB), and that grows with the round trip. In Chromium it
 * was, with 40 ms there and back, 500 to 680 ms' worth of ten films at 12 Mbit/s, with 100 ms 400 to 1110 of five; 450
 * and 480 at 40 Mbit/s with 30 ms; 230 to 270 at 100 with 20 ms (`--set build --site shelf-reel --site night-reel --mbit
 * 40 --rtt 30` and its like); and 1.5 to 8 MB on the bench's own link, 4.8 on average over ten. In Firefox 680 to 830 of
 * three at 12 Mbit/s with 50 ms, 810 and 900 of two with 100, 370 at 40 Mbit/s with 30 ms.
 */
const SENT = { ms: 150, trips: 8, bytes: 4_000_000 };

/** Before a film's round trip is known: a phone's, in ms. */
const USUAL_TRIP_MS = 40;

/**
 * The share of films that come over HTTP/2 or HTTP/3: of all requests it is some 0.8 (HTTP Archive, Web Almanac 2024,
 * 'HTTP'), of files that plain servers send in one piece somewhat less.
 */
const HTTP2_SHARE = 0.7;

/** What `of` gives for a protocol; where that is `null`, unknown, the mean over what is usual. */
export const overProtocols = (protocol: Protocol | null, of: (protocol: Protocol) => number): number =>
  protocol === null ? HTTP2_SHARE * of('h2') + (1 - HTTP2_SHARE) * of('http/1.1') : of(protocol);

/**
 * What still comes of a response in full flow, at `pace` bytes a ms, after a player that had enough has cancelled it.
 *
 * @param protocol `null`: unknown.
 * @param trip the shortest round trip in ms; `null`: unknown.
 */
export const sentOn = (protocol: Protocol | null, pace: number, trip: number | null): number =>
  overProtocols(protocol, (known) =>
    known === 'http/1.1'
      ? Math.min(CLOSED.bytes, pace * CLOSED.ms)
      : Math.min(SENT.bytes, pace * (SENT.ms + SENT.trips * (trip ?? USUAL_TRIP_MS))),
  );
