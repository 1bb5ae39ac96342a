import { idleFlow } from './idle-flow.ts';
import { grownTo, inFlow, mostSent, type Wait } from './in-flow.ts';
import { socketRoom } from './media-room.ts';
import { overProtocols, sentOn } from './sent-on.ts';
import { FAR_MS } from './wire/packets.ts';
import type { Protocol } from './wire.ts';

/**
 * At most this many ms' worth, at the link's best pace, is in flight to a reader that has just cancelled: a few round
 * trips.
 */
const BEHIND_MS = 50;

/**
 * A round trip of a phone's link (OpenSignal's medians of 4G and 5G: 30 to 50 ms), and what is in flight during one at
 * 50 Mbit/s.
 */
const ROUND_TRIP_MS = 40;
const IN_FLIGHT_BYTES = 250_000;

/** Bytes usually in flight on a link of this pace, in bytes a ms. */
export const usuallyInFlight = (pace: number): number => Math.min(ROUND_TRIP_MS * pace, IN_FLIGHT_BYTES);

/**
 * What Firefox 153 received on average, but did not count, of a film that it cancelled in full flow on a link that is
 * faster than any reader. Over HTTP/1.1 135 to 624 kB of 13 films that were abandoned for their index; over HTTP/2 0 to
 * 1,709 kB of 21 (`--browser firefox --set fresh --seed 503 --site holiday --site lesson` and its like, seeds 500 to
 * 508).
 */
const FLOODED_BYTES = { 'http/1.1': 270_000, h2: 600_000, h3: 600_000 };

/**
 * The same of a film whose player had just had enough: over HTTP/2 0.3 to 4.1 MB of eleven that were left within 50 ms
 * (`--browser firefox --set build --site shelf-reel`).
 */
const FLOODED_IDLE_BYTES = { ...FLOODED_BYTES, h2: 1_400_000, h3: 1_400_000 };

/**
 * For so many round trips after a film was cancelled in slow start its server still sent: over HTTP/1.1 until it hears
 * that the connection is closed, over HTTP/2 what it had written to its socket, too (`--browser firefox --set build
 * --site shelf-reel`, at 12 Mbit/s with 50 and 100 ms and at 40 with 30: 2.3 to 2.95).
 */
const LATER_TRIPS = { 'http/1.1': 1, h2: 2.7, h3: 2.7 };

/** Bytes of a cancelled response that arrive uncounted; the parameters are as for `sentOn`. */
const bytesAfterCancel = (protocol: Protocol | null, pace: number, trip: number | null): number =>
  pace > FASTEST_FLOW ? overProtocols(protocol, (known) => FLOODED_BYTES[known]) : sentOn(protocol, pace, trip);

/** Firefox hands what has come to its player in pieces of so many bytes. */
const PIECE_BYTES = 32_768;

/**
 * A player with a backlog of no more than this was waiting for more, so nothing was in flight on a link that is faster
 * than it. Of 14 films over HTTP/1.1 that were abandoned for their index there, nothing more came of the one whose
 * backlog was 7 kB, nor of one whose rest was never requested; 150 kB to 1.2 MB came of those whose backlog was 312 kB
 * to 1.6 MB. Over HTTP/2 the backlog tells nothing: up to 5 MB came of 13 of 16, with or without one.
 */
const CAUGHT_UP_BYTES = 2 * PIECE_BYTES;

/**
 * What the operating system or the browser buffers of a film for a busy reader: up to 1.7 MB of the bench's 'video, one
 * file'.
 */
const FILM_ROOM_BYTES = 1_750_000;

/**
 * What Firefox can buffer while a film's player has enough and reads nothing: over HTTP/2 its window of 12 MiB
 * (`network.http.http2.pull-allowance`) and the piece that it holds (12.1 to 12.65 MB of nine films of 49 to 86 MB), or
 * all that was left of the file; over HTTP/1.1 what the operating system buffers (`socketRoom`; 0.5 to 14 MB of six on
 * the bench's flooded link).
 */
const WINDOW_BYTES = 12 * 1024 * 1024 + PIECE_BYTES;

/**
 * A response that came at less than this share of the link's best pace had stalled: its player, or its server, had
 * enough.
 */
const FLOWING_SHARE = 0.5;

/**
 * On a link faster than this, in bytes a ms, a film has arrived, or its player has enough, before anybody can seek:
 * nothing is in flight then. Over HTTP/2 such a link, faster than the reader, fills the browser's window meanwhile.
 */
export const FASTEST_FLOW = IN_FLIGHT_BYTES / ROUND_TRIP_MS;

/**
 * On a link faster than this, in bytes a ms, all that the server sends has come before the tab is closed, since the
 * player already shows what it seeked to: of 16 films left like this at 40 Mbit/s and 30 ms nothing more came of 12,
 * and 114 to 470 kB at most of four; for 12 Mbit/s see `sentOn`. The limit is half-way between the two (`--set fresh
 * --site lesson --site holiday --mbit 40 --rtt 30`, seeds 502 to 509). Of a film that was played from its beginning
 * the player says how much was still to come.
 */
const LEFT_FLOW = 2500;

/**
 * Whether a film that came at this pace, in bytes a ms, came as fast as its link brings it when its player cancelled
 * it.
 */
export const isFlowingAt = (pace: number, fastest: number): boolean =>
  pace >= FLOWING_SHARE * fastest && pace <= FASTEST_FLOW;

/**
 * What was still in flight when a response whose bytes the browser counts was cancelled: it arrived all the same, and
 * is in no size. There certainly was something of a film that came as fast as the link, or slow start, allowed, since a
 * player that seeks cancels it in full flow; and of one whose player had enough, since the browser goes on receiving.
 * Of anything else that pages cancel, nothing is the likelier case.
 *
 * @param bytes what was counted, in `ms` since its head came.
 * @param rest what was still to come, if known; else `Infinity`.
 * @param restMost the most that was, where `rest` is an estimate.
 * @param fastest the link's best pace, in bytes a ms.
 * @param protocol `null` where its host's is unknown.
 * @param isSought the player is known to have abandoned the film for its index.
 * @param idleMs for how long the film's player had had enough; `null` where it read all that came.
 * @param ofFilm the link's best pace for this film, in bytes a ms; 0: unknown.
 * @param trip the shortest round trip in ms; `null`: unknown.
 * @param isFirst it was its connection's first response.
 * @param isJumped its player requested another part of the film at once.
 * @param isRestTold `rest` is what its player had not buffered of it when its tab was closed.
 * @param backlog counted bytes that the film's player had not read when it cancelled; `null`: unknown.
 * @param waited how long the request that replaced it waited; `null`: unknown.
 */
export function behindReader({
  bytes,
  ms,
  rest,
  restMost = rest,
  fastest,
  isFilm,
  protocol,
  isSought,
  idleMs,
  ofFilm = 0,
  trip = null,
  isFirst = false,
  backlog = null,
  isJumped = false,
  isRestTold = false,
  waited = null,
}: {
  bytes: number;
  ms: number;
  rest: number;
  restMost?: number;
  fastest: number;
  isFilm: boolean;
  protocol: Protocol | null;
  isSought: boolean;
  idleMs: number | null;
  ofFilm?: number;
  trip?: number | null;
  isFirst?: boolean;
  backlog?: number | null;
  isJumped?: boolean;
  isRestTold?: boolean;
  waited?: Wait | null;
}): { mean: number; high: number } {
  const { pace, readOn } = idleFlow({ bytes, readMs: Math.max(1, ms - (idleMs ?? 0)), idleMs: idleMs ?? 0 });
  const most = (later: number) => (isFirst && trip !== null ? mostSent({ bytes, ms }, later, trip) : Infinity);
  /** It came faster than slow start with such round trips explains. */
  const isBeyond = isFirst && trip !== null && most(0) === Infinity;
  const top = Math.min(ofFilm > 0 ? ofFilm : fastest, most(0) / Math.max(1, ms));
  // However fast a link is, with a distant server it holds what was sent in a round trip.
  const isFarFlow = isJumped && trip !== null && trip >= FAR_MS && pace >= FLOWING_SHARE * top;
  const isFlowing = isFilm && (isFarFlow || isFlowingAt(pace, isBeyond ? pace : top));
  const within = (most: number) => Math.round(Math.max(0, Math.min(rest, most)));
  const atMost = (most: number) => Math.round(Math.max(0, Math.min(restMost, most)));
  const uncounted = bytesAfterCancel(protocol, Math.max(pace, isFlowing ? ofFilm : 0), trip);
  const isFlooded = isFilm && pace > FASTEST_FLOW;
  const room = Math.max(
    BEHIND_MS * fastest,
    isFilm ? FILM_ROOM_BYTES : 0,
    isFlooded && protocol !== 'http/1.1' ? WINDOW_BYTES : 0,
  );
  // On a link that is faster than its readers the next request waited for something else.
  const linkPace = Math.max(pace, ofFilm);
  if (waited && linkPace <= FASTEST_FLOW) {
    const come = inFlow(waited, linkPace, isSought || isFlowing);
    return { mean: within(Math.min(come, room, most(waited.ms) - bytes)), high: atMost(room) };
  }
  if (linkPace > FASTEST_FLOW && protocol === 'http/1.1' && (isSought || backlog !== null))
    return { mean: within((backlog ?? 0) > CAUGHT_UP_BYTES ? uncounted : 0), high: atMost(room) };
  if (isSought) return { mean: within(uncounted), high: atMost(room) };
  if (idleMs !== null) {
    const least = isFlooded ? overProtocols(protocol, (known) => FLOODED_IDLE_BYTES[known]) : 0;
    const come = Math.max(least, pace * idleMs - readOn + uncounted);
    const socket = socketRoom(bytes, pace, trip);
    const idleRoom = overProtocols(protocol, (known) => (known === 'http/1.1' ? socket.mean : WINDOW_BYTES));
    const most = protocol === 'http/1.1' ? socket.high : Math.max(socket.high, WINDOW_BYTES + FILM_ROOM_BYTES);
    return { mean: within(Math.min(idleRoom, come)), high: atMost(most) };
  }
  const wasInFlight = isFlowing && (isJumped || linkPace <= LEFT_FLOW || (isRestTold && rest > 0));
  const laterMs = overProtocols(protocol, (known) => LATER_TRIPS[known]) * (trip ?? 0);
  const mostLater = isBeyond ? grownTo(bytes, laterMs, trip) : most(laterMs);
  return { mean: wasInFlight ? within(Math.min(uncounted, mostLater - bytes)) : 0, high: atMost(room) };
}
