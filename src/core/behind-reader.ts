/** What lies between a server and who has just given up its response, at most: some round trips at the link's best. */
const BEHIND_MS = 50;

/** A round trip of a phone's link (OpenSignal's medians of 4G and 5G: 30 to 50 ms), and what that is at 50 Mbit/s. */
const ROUND_TRIP_MS = 40;
const ON_THE_WAY_BYTES = 250_000;

/** What the system keeps of a film for a browser that is busy: up to 1.2 MB of the bench's 'video, one file'. */
const FILM_ROOM_BYTES = 1_500_000;

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
 */
export function behindReader({
  bytes,
  ms,
  rest,
  fastest,
  isFilm,
}: {
  bytes: number;
  ms: number;
  rest: number;
  fastest: number;
  isFilm: boolean;
}): { mean: number; high: number } {
  const pace = bytes / Math.max(1, ms);
  const isFlowing = isFilm && pace >= FLOWING_SHARE * fastest;
  const room = Math.max(BEHIND_MS * fastest, isFilm ? FILM_ROOM_BYTES : 0);
  return {
    mean: isFlowing ? Math.round(Math.max(0, Math.min(rest, ROUND_TRIP_MS * pace, ON_THE_WAY_BYTES))) : 0,
    high: Math.round(Math.max(0, Math.min(rest, room))),
  };
}
