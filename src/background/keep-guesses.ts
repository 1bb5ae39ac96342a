/** The least interval between writes of what was learned of sizes: losing a little of it costs nothing. */
const EVERY_MS = 20_000;

/**
 * Calls `keep` unless it was called, or the background began, a short while ago. The next call makes up for a failed
 * one.
 *
 * @param now epoch ms; a clock that is set back delays nothing
 */
export function createKeepGuesses(keep: () => Promise<void>, now: () => number): () => void {
  let keptAt = now();
  return () => {
    if (Math.abs(now() - keptAt) <= EVERY_MS) return;
    keptAt = now();
    void keep().catch(() => {});
  };
}
