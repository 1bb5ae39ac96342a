/** The default interval between writes of what must outlive the worker, ms: it lives for 30 s after the last event. */
const EVERY_MS = 3000;

/** Debounces `keep`: called once, `everyMs` after the first of any number of calls. */
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
