import { isBelow, type PageOrder } from '../core/page-order.ts';

/**
 * Does what the background orders when something is held. Lets this document be left without a word: its own question
 * whether to leave would keep a page that is held loading behind the question. Empties a frame of a site that other
 * sites may no longer embed. To be called before the page's own scripts run.
 *
 * @param fromStart Chromium calls what listens to `beforeunload` in the order in which it came, whatever captures: only
 *   who came before the page can silence it. Firefox calls what captures first, and keeps a page with such a listener
 *   out of its cache of pages to go back to, so that there it comes when it is needed.
 */
export function obeyHolds(onOrder: (listener: (order: PageOrder) => void) => void, fromStart: boolean): void {
  let isTold = false;
  const silence = (event: Event) => {
    if (isTold) event.stopImmediatePropagation();
  };
  if (fromStart) addEventListener('beforeunload', silence, { capture: true });
  onOrder((order) => {
    if (order.type === 'let-go') {
      isTold = true;
      addEventListener('beforeunload', silence, { capture: true });
    } else if (order.type === 'stop-frames' && window.top !== window && isBelow(location.hostname, order.sites))
      location.replace('about:blank');
  });
}
