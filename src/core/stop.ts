/** Where something is missing: counting was interrupted while data was flowing, or the browser lost what was counted or never took it. */
export type Stop = {
  /** ISO 8601: when it was last heard of. */
  at: string;
  /**
   * Wire bytes that may be missing since, at most: what the report's intervals were widened by. `null`: all that was counted
   * before is gone.
   */
  bytes: number | null;
  /** Counted, and refused by storage: just so many are missing, and no interval has room for them. */
  isRefused?: true;
};

/** A stretch of the ledger whose record on the disk is damaged: no answer has what was counted in it. ISO 8601, half-open. */
export type DamagedSlot = { from: string; to: string };
