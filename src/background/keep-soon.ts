/**
 * What is kept over the worker's death is written this often at most, ms: the worker lives for 30 s after the last news.
 */
const EVERY_MS = 3000;

/** Calls `keep` a while after it was first asked to, and not again before: what comes in between is kept with it. */
export function createKeepSoon(
  keep: () => void,
  setTimer: (callback: () => void, ms: number) => unknown,
  everyMs = EVERY_MS,
): () => void {
  let waits = false;
  return () => {
    if (waits) return;
    waits = true;
    setTimer(() => {
      waits = false;
      keep();
    }, everyMs);
  };
}
