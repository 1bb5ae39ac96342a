import { isBelow, type PageOrder } from '../core/page-order.ts';
import { wouldLose } from './would-lose.ts';

/** Hears what the background orders, and may answer, at once or later. */
export type OnOrder = (listener: (order: PageOrder) => true | string | Promise<unknown> | undefined) => void;

/**
 * Does what the background orders when something is held. Answers where leaving this document would lose what the user
 * has typed: its tab then stays as it is, at rest. Else lets it be left without a word: a question that comes for any
 * other reason would keep a page that is held loading behind it. Empties a frame of a site that other sites may no longer
 * embed, and a window that a page has opened without an address: loading that again may do nothing. To be called before
 * the page's own scripts run.
 *
 * @param fromStart Chromium calls what listens to `beforeunload` in the order in which it came, whatever captures: only
 *   who came before the page can silence it. Firefox calls what captures first, and keeps a page with such a listener
 *   out of its cache of pages to go back to, so that there it comes when it is needed.
 */
export function obeyHolds(onOrder: OnOrder, fromStart: boolean): void {
  let isTold = false;
  /** A page has opened this window without an address; what it wrote into it goes by that page's own. */
  let isBare = false;
  const silence = (event: Event) => {
    if (isTold) event.stopImmediatePropagation();
  };
  if (fromStart) addEventListener('beforeunload', silence, { capture: true });
  onOrder((order) => {
    // Another document of the tab may have answered.
    if (order.type === 'rest') isTold = false;
    else if (order.type === 'whose') {
      isBare = window.top === window;
      return isBare ? origin : undefined;
    } else if (order.type === 'stop-frames') {
      if (window.top !== window && isBelow(location.hostname, order.sites)) location.replace('about:blank');
    } else if (order.type === 'let-go') {
      if (wouldLose()) return true;
      isTold = true;
      addEventListener('beforeunload', silence, { capture: true });
      if (isBare) location.replace('about:blank');
    }
    return undefined;
  });
}
