import type { Counter } from '../counter.ts';

/** `hear`: the listener on the request's `upload`; `sent`: the body's counter; `isTold`: it was seen to take its time. */
type Sending = { hear(event: ProgressEvent): void; sent: Counter; isTold: boolean };

/**
 * Hears how much of their bodies XMLHttpRequests have sent, by the events that they fire every 50 ms, and tells of
 * bodies that take longer, or whose requests fail. Called each time that one is about to be sent.
 *
 * A listener on a request's `upload` as it is sent has the browser ask another origin's server for leave first (the
 * 'upload listener flag' of the XMLHttpRequest Standard, `send()`). So this one is added after that, and taken away
 * before the request is sent again. It hears something where the page listens too and, in Chromium, wherever asking
 * would change nothing.
 */
export function createUploads(tell: (counter: Counter) => void): (request: XMLHttpRequest, shown: Counter) => void {
  const sendings = new WeakMap<XMLHttpRequest, Sending>();

  const begin = (request: XMLHttpRequest, sent: Counter): Sending => {
    const one: Sending = {
      sent,
      isTold: false,
      hear: (event) => {
        if (!event.isTrusted) return;
        one.sent.up = event.loaded;
        one.isTold ||= event.loaded < event.total;
        if (one.isTold) tell(one.sent);
      },
    };
    const stopped = () => {
      if (one.sent.up > 0) tell(one.sent);
    };
    for (const type of ['abort', 'error', 'timeout']) request.addEventListener(type, stopped);
    sendings.set(request, one);
    return one;
  };

  return (request, shown) => {
    const sent = { ...shown, up: 0, over: false, since: performance.timeOrigin + performance.now() };
    const one = sendings.get(request) ?? begin(request, sent);
    Object.assign(one, { sent, isTold: false });
    request.upload.removeEventListener('progress', one.hear);
    void Promise.resolve().then(() => request.upload.addEventListener('progress', one.hear));
  };
}
