/**
 * A gap in what was counted: counting was interrupted while data was flowing, or the browser lost, or refused to store,
 * what was counted.
 */
export type Stop = {
  /** ISO 8601: when it was last heard of. */
  at: string;
  /**
   * Wire bytes that may be missing since, at most: the report's intervals were widened by them. `null`: all that was
   * counted before is lost.
   */
  bytes: number | null;
  /** Counted, but refused by storage: exactly that many are missing, and no interval covers them. */
  isRefused?: true;
};

/**
 * A stretch of the ledger whose record on disk is damaged: no answer includes what was counted in it. ISO 8601,
 * half-open.
 */
export type DamagedSlot = { from: string; to: string };
