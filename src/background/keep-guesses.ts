/** What was learned of sizes is written this often at most: losing a little of it costs nothing. */
const EVERY_MS = 20_000;

/**
 * Calls `keep` where it was not called for a while, nor since the background began. A keeping that fails is made up for by
 * the next.
 *
 * @param now epoch ms; a clock that is set back keeps nothing from being kept
 */
export function createKeepGuesses(keep: () => Promise<void>, now: () => number): () => void {
  let keptAt = now();
  return () => {
    if (Math.abs(now() - keptAt) <= EVERY_MS) return;
    keptAt = now();
    void keep().catch(() => {});
  };
}
