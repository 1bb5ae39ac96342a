import { CONNECTING_TRIPS } from '../core/in-flow.ts';

/** The link's round trips, by responses that took one. */
export type RoundTrips = {
  /** A response's body of so many bytes had come after `ms`. `isConnected`: its host had been connected to before. */
  took(bytes: number, ms: number, isConnected: boolean): void;
  /** The shortest of the last few, in ms; `null` before the first. */
  shortest(): number | null;
};

/** A body within the initial congestion window (RFC 6928) takes one round trip; the fastest of the last few counts. */
const SMALL_BYTES = 14_600;
const TRIPS_KEPT = 20;

/** Keeps the last few round trips, in memory. */
export function createRoundTrips(): RoundTrips {
  const trips: number[] = [];
  return {
    took: (bytes, ms, isConnected) => {
      if (bytes > SMALL_BYTES || !(ms > 0)) return;
      trips.push(isConnected ? ms : ms / (1 + CONNECTING_TRIPS));
      if (trips.length > TRIPS_KEPT) trips.shift();
    },
    shortest: () => (trips.length > 0 ? Math.min(...trips) : null),
  };
}
