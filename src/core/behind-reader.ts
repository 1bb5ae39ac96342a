import { inFlow, mostSent, type Wait } from './in-flow.ts';
import { FAR_MS } from './wire/packets.ts';
import type { Protocol } from './wire.ts';

/** What lies between a server and who has just given up its response, at most: some round trips at the link's best. */
const BEHIND_MS = 50;

/** A round trip of a phone's link (OpenSignal's medians of 4G and 5G: 30 to 50 ms), and what that is at 50 Mbit/s. */
const ROUND_TRIP_MS = 40;
const ON_THE_WAY_BYTES = 250_000;

/** Bytes that are usually on their way over a link of that pace, in bytes a ms. */
export const onTheWay = (pace: number): number => Math.min(ROUND_TRIP_MS * pace, ON_THE_WAY_BYTES);

/**
 * What Firefox 153 had let in of a film that it gave up in full flow, and not counted, in the mean: some of what the link
 * brings in so many ms, at most so much.
 *
 * Over HTTP/1.1 the connection ends, and there is what the system keeps: 135 to 624 kB of 13 films that were left for their
 * index on the bench's link, which is faster than any reader; 30 to 180 kB of four that were jumped in at 12 Mbit/s, and of
 * Chromium's what a link of 50 ms holds, and its queue: 97 to 266 kB of five at 12 Mbit/s, 236 to 595 of three at 40. Over
 * HTTP/2 the connection stays, and brings all that the server's system was given to send: 450 to 900 kB of seven films left,
 * jumped in or looked at only at 12 Mbit/s; nothing to 1,709 kB of 21 left for their index on the faster link
 * (`--browser firefox --set fresh --seed 503 --site holiday --site lesson --mbit 12` and its like, seeds 500 to 508).
 */
const LET_IN = {
  'http/1.1': { ms: 100, bytes: 270_000 },
  h2: { ms: 400, bytes: 600_000 },
  h3: { ms: 400, bytes: 600_000 },
};

/** `null`: either is as likely. */
export const letInOver = (protocol: Protocol | null, pace: number): number => {
  if (protocol === null) return (letInOver('http/1.1', pace) + letInOver('h2', pace)) / 2;
  const { ms, bytes } = LET_IN[protocol];
  return Math.min(ms * pace, bytes);
};

/**
 * A player that had taken all but so much of what was counted (two of the pieces of 32 KiB in which Firefox hands it over) was
 * waiting for more, and nothing was on its way over a link that is faster than it. Of 14 films over HTTP/1.1 that were left for
 * their index there, nothing more came of the one whose player was 7 kB behind, and of one more that it never asked for the
 * rest of; 150 kB to 1.2 MB of those where it was behind by 312 kB to 1.6 MB. Over HTTP/2 it says nothing: up to 5 MB came of 13
 * of 16, behind or not.
 */
const TAKEN_BYTES = 65_536;

/** What the system or the browser keeps of a film for a reader that is busy: up to 1.7 MB of the bench's 'video, one file'. */
const FILM_ROOM_BYTES = 1_750_000;

/**
 * What Firefox has room for while a film's player has enough and reads nothing: over HTTP/2 its window of 12 MiB, filled on
 * the bench's link to 9.8 MB, all that was left of the file (`--browser firefox --set build --site night-reel`); over
 * HTTP/1.1 what the system keeps.
 */
const IDLE_ROOM_BYTES = { 'http/1.1': FILM_ROOM_BYTES, h2: 12 * 1024 * 1024, h3: 12 * 1024 * 1024 };

/** A response that came at less than this share of the link's best had stood still: its player, or its server, had enough. */
const FLOWING_SHARE = 0.5;

/**
 * Faster than this, a film has come, or its player has enough, before anybody can jump: who jumps meets no flow. Over HTTP/2 a
 * link that is faster than the reader fills the browser's window meanwhile.
 */
export const FASTEST_FLOW = ON_THE_WAY_BYTES / ROUND_TRIP_MS;

/**
 * And faster than this, all that a server gives has come before its tab is closed, as by then its player shows what it has
 * jumped to: of 16 films that were left so at 40 Mbit/s and 30 ms nothing more came of 12, 114 to 470 kB at most of four; at 12
 * Mbit/s see `LET_IN`. Half-way between the two (`--set fresh --site lesson --site holiday --mbit 40 --rtt 30`, seeds 502 to 509).
 */
const LEFT_FLOW = 2500;

/** Whether a film that came at that pace came as fast as its link brings it, in bytes a ms, when its player gave it up. */
export const isFlowingAt = (pace: number, fastest: number): boolean =>
  pace >= FLOWING_SHARE * fastest && pace <= FASTEST_FLOW;

/**
 * What was still on its way when a response that a browser counts was given up: it came all the same, and is in no size.
 * Something is sure to be of a film that came as fast as the link brings it, or as slow start lets its server send: a player
 * that has jumped leaves it in full flow; and of one whose player had enough, for the browser goes on receiving. Of what else
 * pages give up, nothing is likelier.
 *
 * @param bytes what was counted, in `ms` since its head came.
 * @param rest what there was still to come, if that is known; else `Infinity`.
 * @param fastest bytes a ms that the link brings at its best.
 * @param protocol `null` where nothing is known of its host's.
 * @param isSought the player is known to have left the film for its index.
 * @param idleMs since when the film's player had enough; `null` where it took all that came.
 * @param ofFilm bytes a ms at which the link brought the film at its best; 0: not known.
 * @param trip a round trip at the least; `null`: not known.
 * @param isFirst it was its connection's first.
 * @param isJumped its player asked for another part of the film at once.
 * @param backlog what the film's player had not taken of it when it gave it up; `null`: not known.
 * @param waited how the request in its place waited; `null`: not known.
 */
export function behindReader({
  bytes,
  ms,
  rest,
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
  waited = null,
}: {
  bytes: number;
  ms: number;
  rest: number;
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
  waited?: Wait | null;
}): { mean: number; high: number } {
  const pace = bytes / Math.max(1, ms - (idleMs ?? 0));
  const most = (later: number) => (isFirst && trip !== null ? mostSent({ bytes, ms }, later, trip) : Infinity);
  const top = Math.min(ofFilm > 0 ? ofFilm : fastest, most(0) / Math.max(1, ms));
  // However fast a link is, where a server is far it holds what was sent in a round trip.
  const isFarFlow = isJumped && trip !== null && trip >= FAR_MS && pace >= FLOWING_SHARE * top;
  const isFlowing = isFilm && (isFarFlow || isFlowingAt(pace, top));
  const within = (most: number) => Math.round(Math.max(0, Math.min(rest, most)));
  const letIn = letInOver(protocol, Math.max(pace, isFlowing ? ofFilm : 0));
  const idleRoom = IDLE_ROOM_BYTES[protocol ?? 'h2'];
  const isFlooded = isFilm && pace > FASTEST_FLOW;
  const room = Math.max(BEHIND_MS * fastest, isFilm ? FILM_ROOM_BYTES : 0, isFlooded ? idleRoom : 0);
  // A link that is faster than its readers is not what the next request waited for.
  const linkPace = Math.max(pace, ofFilm);
  if (waited && linkPace <= FASTEST_FLOW) {
    const come = inFlow(waited, linkPace, isSought || isFlowing);
    return { mean: within(Math.min(come, room, most(waited.ms) - bytes)), high: within(room) };
  }
  if (linkPace > FASTEST_FLOW && protocol === 'http/1.1' && (isSought || backlog !== null))
    return { mean: within((backlog ?? 0) > TAKEN_BYTES ? letIn : 0), high: within(room) };
  if (isSought) return { mean: within(letIn), high: within(room) };
  if (idleMs !== null) {
    return {
      mean: within(Math.max(letIn, Math.min(idleRoom, pace * idleMs))),
      high: within(idleRoom + FILM_ROOM_BYTES),
    };
  }
  const isCaught = isFlowing && (isJumped || linkPace <= LEFT_FLOW);
  return { mean: isCaught ? within(Math.min(letIn, most(trip ?? 0) - bytes)) : 0, high: within(room) };
}
