import { count, counters, open } from './book.ts';
import { hook } from './disguise.ts';
import { show } from './line.ts';
import { capture, quietly } from './natives.ts';

/**
 * Counts a WebSocket's messages by a listener of its own, before any of the page's. What is sent is what
 * `bufferedAmount` grew by, whatever its type (WebSockets Standard, send()). A socket that the page has dropped while
 * open stays open, as any socket with a listener does.
 */
export function watchWebSocket(): void {
  const { bufferedAmount, readyState } = capture(WebSocket);
  const { data } = capture(MessageEvent);
  const { addEventListener } = capture(EventTarget);

  hook(globalThis, 'WebSocket', () => (socket: WebSocket) => {
    const counter = open('websocket', '');
    counters.set(socket, counter);
    show(socket, counter);
    addEventListener(socket, 'message', (event) =>
      quietly(() => {
        if (event.isTrusted) count(counter, 'down', data(event as MessageEvent));
      }),
    );
  });

  hook(WebSocket, 'send', (self: WebSocket, args: unknown[]) => {
    const before = bufferedAmount(self);
    const counter = counters.get(self);
    return () => {
      if (counter && readyState(self) === 1 /* OPEN */) count(counter, 'up', args[0], bufferedAmount(self) - before);
    };
  });
}
