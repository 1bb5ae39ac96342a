/**
 * How the two worlds of a document connect. Both scripts run before any code of the page. The isolated side listens for
 * an offer; the tap offers an EventTarget of its own, as the `relatedTarget` of an event on the document's FontFaceSet,
 * and cancelling that event accepts it. From then on everything goes over this target, which is in no tree and in no
 * variable of the page. The window would not do: a frame's initial document passes its window on to the next (HTML,
 * 'initialize the document object'), with whatever listeners the embedding page has put there. A FontFaceSet belongs to
 * its document alone; and in the initial document, which the embedding page may reach before the tap does, the isolated
 * side has listened since before that.
 */
export const OFFER = 'datagauge';

// Events on that target. Their names are as short as can be, for they are sent to every page.

/** From the tap, once; then nothing until it is asked to `COLLECT`. */
export const CHANGED = 'n';
export const COLLECT = 'c';
/** To the tap: closes the channels that are no event targets. */
export const END = 'e';
/**
 * A CustomEvent whose detail is the JSON of `Counter`s by number: a string crosses worlds the same in every browser. It
 * is answered once heard.
 */
export const COUNTERS = 'j';
/**
 * A PointerEvent, the kind of event that can carry both an object and a string: a target of the page's (a socket, a
 * request), on which the isolated side itself listens, and the JSON of its `Counter`.
 */
export const TARGET = 't';
/** A FormDataEvent from the tap; the answer is the bytes that it takes as multipart/form-data. */
export const FORM = 'f';
/** A CustomEvent from the tap with an error's stack; the answer is the same without the extension's own lines. */
export const STACK = 's';
/** A CustomEvent to the tap whose detail answers what the tap is sending, before that call returns. */
export const ANSWER = 'a';

/** Runs `then` before the parser goes on to the page's first script. */
export function beforePageCode(then: () => void): void {
  const observer = new MutationObserver(() => {
    observer.disconnect();
    then();
  });
  observer.observe(document, { childList: true, subtree: true });
}
