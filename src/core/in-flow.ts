/** How a request waited for its response's head, in ms. */
export type Wait = {
  /** From its being asked for to its head. */
  ms: number;
  /** Round trips that it takes where nothing is in its way: one, and those of a connection that had to be made. */
  trips: number;
  /** What such a round trip takes at the least, its server's answer included. */
  trip: number;
};

/** Round trips of a new connection before it asks for anything: TCP's and TLS 1.3's (RFC 9293 §3.5, RFC 8446 §2). */
export const CONNECTING_TRIPS = 2;

/**
 * So much longer than usual, as a share of that, has a wait to be for a queue to be all that it was for, and not a server
 * or a browser that took its time; and so many ms at least, by which either does on two busy cores.
 */
const LONGER = { share: 0.5, ms: 20 };

/** What waits on a phone's link or in its server's socket, at most: no more than about a second's worth. */
export const WAITING_MS = 1000;

/** What a server sends before it has heard anything (RFC 6928), and again as much of for each byte of it that it has heard of (RFC 5681 §3.1). */
const FIRST_BYTES = 14_600;

/**
 * What came of a response since it was given up, by how long the request in its place waited: that one's head queues behind
 * all that had been sent, in the server's own store over HTTP/2, on the link over HTTP/1.1, and so the link was busy until
 * it came, but for the time in which a new connection asks for nothing. In full flow something is on its way however short
 * the wait: what a link holds in a round trip.
 *
 * Of nine responses over HTTP/2 at 12 and 40 Mbit/s and 50 ms this is within 4 % for seven, 392 to 2,267 kB each
 * (`bench:accuracy -- --set fresh --seed 504 --site lesson --site holiday --mbit 12 --rtt 50` and its like).
 *
 * @param pace of the link then, in bytes a ms.
 */
export function inFlow({ ms, trips, trip }: Wait, pace: number, isFlowing: boolean): number {
  const usual = trips * trip;
  const longer = Math.min(1, Math.max(0, ms - usual) / Math.max(LONGER.share * usual, LONGER.ms));
  const busy = Math.min(ms, WAITING_MS) - (trips - 1) * trip;
  return pace * (isFlowing ? Math.max(trip, busy) : longer * Math.max(0, busy));
}

/** What a server can have sent of its connection's first response in `ms` since its head, with round trips of `trip` ms. */
const sentAtFirst = (ms: number, trip: number): number => FIRST_BYTES * (2 ** (1 + ms / trip) - 1);

/**
 * What it can have sent `later` ms after `ms` since the head, of which `bytes` had come by then; `Infinity` where more had come
 * than it could have sent, for then the round trip is shorter.
 */
export function mostSent({ bytes, ms }: { bytes: number; ms: number }, later: number, trip: number): number {
  return sentAtFirst(ms, trip) < bytes ? Infinity : sentAtFirst(ms + later, trip);
}

/** What it can have sent by `later` ms after having heard that `bytes` of it had come. */
export const grownTo = (bytes: number, later: number, trip: number): number =>
  (bytes + FIRST_BYTES) * 2 ** (later / trip) - FIRST_BYTES;

/**
 * The pace of the link, in bytes a ms, that brought `bytes` of it in `ms` since its head: a server sends twice as much each
 * round trip until the link is full, and what came by then came slower. Where more came than that explains: all in a round trip.
 */
export function paceOfFirst({ bytes, ms }: { bytes: number; ms: number }, trip: number): number {
  const cameAt = (pace: number) => {
    const growing = Math.min(ms, trip * Math.max(0, Math.log2((pace * trip) / FIRST_BYTES)));
    return sentAtFirst(growing, trip) + pace * (ms - growing);
  };
  let [low, high] = [bytes / ms, Math.max(bytes / ms, bytes / trip)];
  for (let halvings = 0; halvings < 20; halvings++) {
    const pace = (low + high) / 2;
    if (cameAt(pace) < bytes) low = pace;
    else high = pace;
  }
  return low;
}
