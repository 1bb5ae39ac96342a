import type { Counter } from './counter.ts';
import { capture, quietly, sealedWeakMap } from './natives.ts';
import type { Tools } from './tools.ts';

/**
 * Counts a WebSocket's messages by a listener of its own, before any of the page's. What is sent is what
 * `bufferedAmount` grew by, whatever its type (WebSockets Standard, send()). A socket that the page has dropped while
 * open stays open, as any socket with a listener does.
 */
export function watchWebSocket({ construction, method, open, touch, show, bytesOf, isOn }: Tools): void {
  const { prototype, OPEN } = WebSocket;
  const { url, bufferedAmount, readyState } = capture(WebSocket);
  const { data } = capture(MessageEvent);
  const { addEventListener } = capture(EventTarget);
  const counters = sealedWeakMap<WebSocket, Counter>();

  construction('WebSocket', () => (socket: WebSocket) => {
    const counter = open('websocket', url(socket));
    counters.set(socket, counter);
    show(socket, counter);
    addEventListener(
      socket,
      'message',
      quietly((event: Event) => {
        if (!isOn() || !event.isTrusted) return;
        counter.down += bytesOf(data(event as MessageEvent));
        counter.downs++;
        touch(counter);
      }),
    );
  });

  method(prototype, 'send', ({ self }: { self: WebSocket }) => {
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
