/** How long a request waited for its response's head, in ms. */
export type Wait = {
  /** From the request to the head. */
  ms: number;
  /** Round trips that this takes on an idle link: one, plus those of setting up a connection where there was none. */
  trips: number;
  /** The shortest such round trip, the server's processing included. */
  trip: number;
};

/**
 * Round trips of setting up a connection, before its first request: TCP's and TLS 1.3's (RFC 9293 §3.5, RFC 8446 §2).
 */
export const CONNECTING_TRIPS = 2;

/**
 * How much longer than usual a wait must be, as a share of the usual one and in ms at least, to be put down to a queue
 * alone: on two busy cores a server or a browser may delay an answer by that much.
 */
const LONGER = { share: 0.5, ms: 20 };

/** At most this many ms' worth of data queues on a phone's link or in its server's socket: about a second's. */
export const WAITING_MS = 1000;

/**
 * The initial congestion window (RFC 6928); slow start extends it by each byte that is acknowledged (RFC 5681 §3.1).
 */
const INITIAL_WINDOW_BYTES = 14_600;

/**
 * What came of a response after it was cancelled, by how long the request that replaced it waited: the head for that
 * one queues behind all that had been sent (over HTTP/2 in the server's send buffer, over HTTP/1.1 on the link), so the
 * link was busy until it came, except while a new connection was set up. In full flow something is in flight however
 * short the wait: what a link carries in a round trip.
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

/**
 * What slow start lets a server send of its connection's first response in `ms` after its head, with round trips of
 * `trip` ms.
 */
const slowStartBytes = (ms: number, trip: number): number => INITIAL_WINDOW_BYTES * (2 ** (1 + ms / trip) - 1);

/**
 * The most that it can have sent `ms` + `later` after the head, if `bytes` had come after `ms`; `Infinity` where slow
 * start does not allow for that many, for then the round trip is shorter.
 */
export function mostSent({ bytes, ms }: { bytes: number; ms: number }, later: number, trip: number): number {
  return slowStartBytes(ms, trip) < bytes ? Infinity : slowStartBytes(ms + later, trip);
}

/** What it can have sent `later` ms after `bytes` of it were acknowledged. */
export const grownTo = (bytes: number, later: number, trip: number): number =>
  (bytes + INITIAL_WINDOW_BYTES) * 2 ** (later / trip) - INITIAL_WINDOW_BYTES;

/**
 * The pace of the link, in bytes a ms, that brought `bytes` of it in `ms` since its head: slow start doubles what the
 * server sends each round trip until the link is full, so what came before that came slower. Where this cannot explain
 * that many bytes, they are taken to have come in one round trip.
 */
export function paceOfFirst({ bytes, ms }: { bytes: number; ms: number }, trip: number): number {
  const cameAt = (pace: number) => {
    const growing = Math.min(ms, trip * Math.max(0, Math.log2((pace * trip) / INITIAL_WINDOW_BYTES)));
    return slowStartBytes(growing, trip) + pace * (ms - growing);
  };
  let [low, high] = [bytes / ms, Math.max(bytes / ms, bytes / trip)];
  for (let halvings = 0; halvings < 20; halvings++) {
    const pace = (low + high) / 2;
    if (cameAt(pace) < bytes) low = pace;
    else high = pace;
  }
  return low;
}
