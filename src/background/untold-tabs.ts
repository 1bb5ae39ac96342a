/** What a tab has still to load meanwhile is asked for with it, and a document that has just been made is there by then. */
const GATHER_MS = 250;

/**
 * Has `ask` called with each tab it is told of, a moment later, however often it is told of it until then.
 *
 * @param ask asks a tab's documents for their timelines; a document that was asked before may be asked again
 */
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
