import { isDownload } from '../core/http-header.ts';
import type { RequestEvent } from '../core/request-event.ts';

/** Pages that were left, remembered at most; the oldest are forgotten first. */
const KEPT = 500;

/** Knows what ends because its page is left, for another one or with its tab. */
export type LeftPages = {
  /** Takes note of a response that has begun: a page's own takes the place of the one before. */
  begins(event: RequestEvent): void;
  /**
   * Whether a request that has failed is the first one that the end of its page has ended. What ends together has shared
   * the link, and most of it was still waiting for its turn.
   */
  isFirstLeft(event: RequestEvent): boolean;
};

/** @param isOpen whether there is a tab of that number */
export function createLeftPages(isOpen: (tabId: number) => boolean): LeftPages {
  /** By tab, the number of the request for its newest page: what has a lower one was asked for before. */
  const newest = new Map<number, { number: number; hasTaken: boolean }>();
  const note = (tabId: number, number: number, hasTaken: boolean) => {
    newest.delete(tabId);
    newest.set(tabId, { number, hasTaken });
    if (newest.size > KEPT) newest.delete(newest.keys().next().value!);
  };
  return {
    begins: ({ type, tabId, id, headers }) => {
      if (type === 'main_frame' && tabId >= 0 && !isDownload(headers)) note(tabId, Number(id), false);
    },
    isFirstLeft: ({ tabId, id }) => {
      if (tabId < 0) return false;
      const page = newest.get(tabId);
      if (isOpen(tabId) ? !page || page.hasTaken || Number(id) >= page.number : page?.number === Infinity) return false;
      note(tabId, isOpen(tabId) ? page!.number : Infinity, true);
      return true;
    },
  };
}
