/** Lets one question cover what the tab loads meanwhile; by then a document just created can answer, too. */
const GATHER_MS = 250;

/** Debounces: calls `ask` once for each tab that it is told of, a moment later. */
export function createUntoldTabs(
  ask: (tabId: number) => void,
  setTimer: (callback: () => void, ms: number) => unknown,
): (tabId: number) => void {
  const waiting = new Set<number>();
  return (tabId) => {
    if (waiting.has(tabId)) return;
    waiting.add(tabId);
    setTimer(() => {
      waiting.delete(tabId);
      ask(tabId);
    }, GATHER_MS);
  };
}
