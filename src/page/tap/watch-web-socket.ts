import type { Counter } from './counter.ts';
import { capture, quietly, sealedWeakMap } from './natives.ts';
import type { Tools } from './tools.ts';

/** The `readyState` of a socket that is open (WebSockets Standard). */
const OPEN = 1;

/**
 * Counts a WebSocket's messages by a listener of its own, before any of the page's. What is sent is what
 * `bufferedAmount` grew by, whatever its type (WebSockets Standard, send()). A socket that the page has dropped while
 * open stays open, as any socket with a listener does.
 */
export function watchWebSocket({ global, method, open, touch, show, bytesOf, isOn }: Tools): void {
  const { url, bufferedAmount, readyState } = capture(WebSocket);
  const { data } = capture(MessageEvent);
  const { addEventListener } = capture(EventTarget);
  const counters = sealedWeakMap<WebSocket, Counter>();

  global('WebSocket', () => (socket: WebSocket) => {
    const counter = open('websocket', url(socket));
    counters.set(socket, counter);
    show(socket, counter);
    addEventListener(socket, 'message', (event) =>
      quietly(() => {
        if (!isOn() || !event.isTrusted) return;
        counter.down += bytesOf(data(event as MessageEvent));
        counter.downs++;
        touch(counter);
      }),
    );
  });

  method(WebSocket.prototype, 'send', (self: WebSocket) => {
    const before = bufferedAmount(self);
    const counter = counters.get(self);
    return () => {
      if (!counter || readyState(self) !== OPEN) return;
      counter.up += bufferedAmount(self) - before;
      counter.ups++;
      touch(counter);
    };
  });
}
