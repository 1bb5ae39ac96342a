import type { RequestEvent } from '../core/request-event.ts';

/** Tabs remembered at most; those in which nothing was given up for longest are forgotten first. */
const KEPT = 500;

/** What is given up at once, as by a page that is left, the browser ends in one go: from one to the next it takes less. */
const AT_ONCE_MS = 100;

/** Knows which pictures were given up in one go. */
export type CutPictures = {
  /**
   * Whether a picture that was given up under way is the first one of those that ended with it, in its tab. What ends
   * together has shared the link, and most of it was still waiting for its turn. What failed by itself, as what is no
   * picture after all, nobody met on its way.
   */
  isFirst(event: RequestEvent): boolean;
};

/** Remembers of each tab only when it last gave up a picture. */
export function createCutPictures(): CutPictures {
  /** By tab, when one was given up last. */
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
