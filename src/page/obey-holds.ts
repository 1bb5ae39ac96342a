import { isBelow, type PageOrder } from '../core/page-order.ts';
import { wouldLose } from './would-lose.ts';

/** Subscribes to the background's orders. A listener may answer, at once or later. */
export type OnOrder = (listener: (order: PageOrder) => true | string | Promise<unknown> | undefined) => void;

/**
 * Carries out the background's orders when something is held. Answers where leaving this document would lose what the
 * user has typed: its tab then stays as it is, at rest. Otherwise lets it be left without a dialog: behind one that the
 * page shows for any other reason, a held page would go on loading. Empties a frame of a site that other sites may no
 * longer embed, and a window that a page has opened without an address, since loading that again may do nothing. Must
 * be called before the page's own scripts run.
 *
 * @param fromStart listen to `beforeunload` at once. Chromium calls its listeners in the order in which they were
 *   added, capturing or not: only one added before the page's can silence them. Firefox calls capturing listeners
 *   first, and keeps a page that has such a listener out of its back/forward cache, so there it is added when it is
 *   needed.
 */
export function obeyHolds(onOrder: OnOrder, fromStart: boolean): void {
  let mayLeave = false;
  /** A page has opened this window without an address; what it wrote into it belongs to that page's origin. */
  let isBare = false;
  const silence = (event: Event) => {
    if (mayLeave) event.stopImmediatePropagation();
  };
  if (fromStart) addEventListener('beforeunload', silence, { capture: true });
  onOrder((order) => {
    // Another document of the tab may have answered that it would lose something.
    if (order.type === 'rest') mayLeave = false;
    else if (order.type === 'whose') {
      isBare = window.top === window;
      return isBare ? origin : undefined;
    } else if (order.type === 'stop-frames') {
      if (window.top !== window && isBelow(location.hostname, order.sites)) location.replace('about:blank');
    } else if (order.type === 'let-go') {
      if (wouldLose()) return true;
      mayLeave = true;
      addEventListener('beforeunload', silence, { capture: true });
      if (isBare) location.replace('about:blank');
    }
    return undefined;
  });
}
