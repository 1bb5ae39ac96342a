import type { Protocol } from './wire.ts';

/** What lies between a server and who has just given up its response, at most: some round trips at the link's best. */
const BEHIND_MS = 50;

/** A round trip of a phone's link (OpenSignal's medians of 4G and 5G: 30 to 50 ms), and what that is at 50 Mbit/s. */
const ROUND_TRIP_MS = 40;
const ON_THE_WAY_BYTES = 250_000;

/** Bytes that are usually on their way over a link of that pace, in bytes a ms; at most so many. */
export const onTheWay = (pace: number, most = ON_THE_WAY_BYTES): number => Math.min(ROUND_TRIP_MS * pace, most);

/**
 * What Firefox 153 had let in of a film that it left for its index, and not counted, in the mean: 135 to 624 kB of 13 films
 * over HTTP/1.1, where the system keeps it; nothing to 1,709 kB of 19 over HTTP/2, half of them less than this, where
 * Firefox itself reads on (its window is 12 MiB, `network.http.http2.pull-allowance`). On the bench's link, which is faster
 * than any reader, with idle and with busy cores: `--browser firefox --site home-movies` has such a film, every other
 * fresh set's `--site holiday` as well.
 */
const LET_IN_BYTES = { 'http/1.1': 270_000, h2: 540_000, h3: 540_000 };

/** What the system or the browser keeps of a film for a reader that is busy: up to 1.7 MB of the bench's 'video, one file'. */
const FILM_ROOM_BYTES = 1_750_000;

/** A response that came at less than this share of the link's best had stood still: its player, or its server, had enough. */
const FLOWING_SHARE = 0.5;

/**
 * What was still on its way when a response that a browser counts was given up: it came all the same, and is in no size.
 * Something is sure to be of a film that came as fast as the link brings it: a player that has jumped leaves it in full
 * flow. Of what else pages give up, nothing is likelier.
 *
 * @param bytes what was counted, in `ms` since it was asked for.
 * @param rest what there was still to come, if that is known; else `Infinity`.
 * @param fastest bytes a ms that the link brings at its best.
 * @param soughtOver the protocol, where the player is known to have left the film for its index; else `null`.
 */
export function behindReader({
  bytes,
  ms,
  rest,
  fastest,
  isFilm,
  soughtOver,
}: {
  bytes: number;
  ms: number;
  rest: number;
  fastest: number;
  isFilm: boolean;
  soughtOver: Protocol | null;
}): { mean: number; high: number } {
  const pace = bytes / Math.max(1, ms);
  const isFlowing = isFilm && (soughtOver !== null || pace >= FLOWING_SHARE * fastest);
  const room = Math.max(BEHIND_MS * fastest, isFilm ? FILM_ROOM_BYTES : 0);
  const letIn = soughtOver === null ? ON_THE_WAY_BYTES : LET_IN_BYTES[soughtOver];
  return {
    mean: isFlowing ? Math.round(Math.max(0, Math.min(rest, onTheWay(pace, letIn)))) : 0,
    high: Math.round(Math.max(0, Math.min(rest, room))),
  };
}
