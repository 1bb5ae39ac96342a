import type { RequestEvent } from '../core/request-event.ts';

/** Tabs remembered at most; those without a cancelled image for longest are dropped first. */
const KEPT = 500;

/** The longest gap between images that the browser cancels together, as when a page is left. */
const TOGETHER_MS = 100;

/** Knows which images were cancelled together. */
export type CutPictures = {
  /**
   * Whether a cancelled image is the first of those cancelled together in its tab. They have shared the link, and most
   * were still queued. Never of one that failed by itself, for example because it was no image after all.
   */
  isFirst(event: RequestEvent): boolean;
};

/** Remembers of each tab only when its last image was cancelled. */
export function createCutPictures(): CutPictures {
  /** When the last one was cancelled, by tab. */
  const lastCancelled = new Map<number, number>();
  return {
    isFirst: ({ tabId, at, isGivenUp }) => {
      if (!isGivenUp) return false;
      const last = lastCancelled.get(tabId);
      lastCancelled.delete(tabId);
      lastCancelled.set(tabId, at);
      if (lastCancelled.size > KEPT) lastCancelled.delete(lastCancelled.keys().next().value!);
      return last === undefined || Math.abs(at - last) > TOGETHER_MS;
    },
  };
}
