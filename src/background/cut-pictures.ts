import type { RequestEvent } from '../core/request-event.ts';

/** Tabs remembered at most; those without a cancelled image for longest are dropped first. */
const KEPT = 500;

/** The longest gap between images that the browser cancels together, as when a page is left. */
const AT_ONCE_MS = 100;

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
  const lasts = new Map<number, number>();
  return {
    isFirst: ({ tabId, at, isGivenUp }) => {
      if (!isGivenUp) return false;
      const last = lasts.get(tabId);
      lasts.delete(tabId);
      lasts.set(tabId, at);
      if (lasts.size > KEPT) lasts.delete(lasts.keys().next().value!);
      return last === undefined || Math.abs(at - last) > AT_ONCE_MS;
    },
  };
}
