/**
 * How the two worlds of a document meet. Both scripts run before any code of the page. The isolated side listens for an
 * offer; the tap offers an EventTarget of its own, as the `relatedTarget` of an event on the document's FontFaceSet, and it
 * is taken by cancelling that event. From then on everything goes over this target, which hangs in no tree and in no
 * variable of the page. Not on the window: a frame's first document hands its own on to the next (HTML, 'initialize the
 * document object'), with whatever the page around it listens to there. A FontFaceSet is its document's alone, and in the
 * first document itself, which that page may reach before the tap does, the isolated side was there before it.
 */
export const OFFER = 'datagauge';

// Events on that target, by names as short as can be: they are sent to every page.

/** From the tap, once; then nothing until it is asked to `COLLECT`. */
export const CHANGED = 'n';
export const COLLECT = 'c';
/** To the tap: closes the channels that are no event targets. */
export const END = 'e';
/**
 * A CustomEvent whose detail is the JSON of `Counter`s by number: a string crosses worlds the same in every browser. An
 * answer says that it was heard.
 */
export const COUNTERS = 'j';
/**
 * A PointerEvent, which is the event that can carry both an object and a string: a target of the page's (a socket, a
 * request) and the JSON of its `Counter`, for the isolated side to listen on by itself.
 */
export const TARGET = 't';
/** A FormDataEvent from the tap; the answer is the bytes that it takes as multipart/form-data. */
export const FORM = 'f';
/** A CustomEvent from the tap with an error's stack; the answer is the same without the extension's own lines. */
export const STACK = 's';
/** A CustomEvent whose detail answers what the tap has sent before that returns. */
export const ANSWER = 'a';

/** Runs `then` before the parser goes on to the page's first script. */
export function beforePageCode(then: () => void): void {
  const observer = new MutationObserver(() => {
    observer.disconnect();
    then();
  });
  observer.observe(document, { childList: true, subtree: true });
}
