/** A time when counting was interrupted while data was flowing: the browser was killed, or quit in the middle. */
export type Stop = {
  /** ISO 8601: when it was last heard of. */
  at: string;
  /** Wire bytes that may be missing since, at most: what the report's intervals were widened by. */
  bytes: number;
};
