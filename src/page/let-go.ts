import { isLetGo } from '../core/let-go.ts';

/**
 * Lets this document be left without a word, once it is told to: its own question whether to leave would keep a page
 * that is held loading behind the question. To be called before the page's own scripts run.
 *
 * @param fromStart Chromium calls what listens to this event in the order in which it came, whatever captures: only
 *   who came before the page can silence it. Firefox calls what captures first, and keeps a page with such a listener
 *   out of its cache of pages to go back to, so that there it comes when it is needed.
 */
export function letGoWhenTold(onMessage: (listener: (message: unknown) => void) => void, fromStart: boolean): void {
  let isTold = false;
  const silence = (event: Event) => {
    if (isTold) event.stopImmediatePropagation();
  };
  if (fromStart) addEventListener('beforeunload', silence, { capture: true });
  onMessage((message) => {
    if (!isLetGo(message)) return;
    isTold = true;
    addEventListener('beforeunload', silence, { capture: true });
  });
}
