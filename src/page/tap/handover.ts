/**
 * How the two worlds of a document meet. Both scripts run before any code of the page. Whichever comes second finds the
 * other one listening: the tap offers an EventTarget of its own, as the `relatedTarget` of an event on the window, and
 * the isolated side takes it by cancelling that event. From then on everything goes over this target, which hangs in
 * no tree and in no variable of the page.
 */
export const OFFER = 'datagauge:offer';
export const ASK = 'datagauge:ask';

/** From the tap, once; then nothing until it is asked to `COLLECT`. */
export const CHANGED = 'changed';
export const COLLECT = 'collect';
/** A CustomEvent whose detail is the JSON of a `Counter[]`: a string crosses worlds the same in every browser. */
export const COUNTERS = 'counters';
/**
 * A PointerEvent, which is the event that can carry both an object and a string: a target of the page's (a socket, a
 * request) and the JSON of its `Counter`, for the isolated side to listen on by itself.
 */
export const TARGET = 'target';
/** A FormDataEvent from the tap, answered with a CustomEvent `BYTES` before it returns. */
export const FORM = 'form';
export const BYTES = 'bytes';
export const ENABLE = 'enable';
export const DISABLE = 'disable';

/**
 * Runs `end` before the parser goes on to the page's first script: a listener that was not answered by then must not
 * be there for the page to find.
 */
export function beforePageCode(end: () => void): void {
  const observer = new MutationObserver(() => {
    observer.disconnect();
    end();
  });
  observer.observe(document, { childList: true, subtree: true });
}
