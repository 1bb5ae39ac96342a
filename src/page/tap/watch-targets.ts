import type { Counter } from './counter.ts';
import { addressOf } from './address-of.ts';
import { counters, open } from './book.ts';
import { bytesOf } from './bytes-of.ts';
import { hook } from './disguise.ts';
import { show } from './line.ts';

/**
 * Shows peer connections, event sources and XMLHttpRequests to the isolated side as they are opened; it hears their
 * events and asks for their statistics with functions that no page can reach.
 */
export function watchTargets(): void {
  const showAgain = (target: EventTarget, change: (counter: Counter) => void, kind?: Counter['kind']) => {
    const counter = counters.get(target);
    if (!counter || (kind && counter.kind !== kind)) return;
    change(counter);
    show(target, counter);
  };
  const opened = (kind: Counter['kind']) => () => (target: EventTarget) => {
    const counter = open(kind, '', 'message');
    counters.set(target, counter);
    show(target, counter);
  };
  hook(globalThis, 'EventSource', opened('eventsource'));
  // The only way to learn of events with types of their own.
  hook(EventTarget, 'addEventListener', (self: EventTarget, args: unknown[]) =>
    showAgain(self, (counter) => (counter.note = args[0] as string), 'eventsource'),
  );

  hook(XMLHttpRequest, 'open', (self: EventTarget, args: unknown[]) => {
    counters.set(self, open('xhr', addressOf(args[1]), args[0] as string));
  });
  // Shown before it is sent: a synchronous one has its events within the call.
  hook(XMLHttpRequest, 'send', (self: EventTarget, args: unknown[]) =>
    showAgain(self, (counter) => (counter.up = bytesOf(args[0]))),
  );

  // The events of a player that is in no document are heard nowhere else.
  hook(HTMLMediaElement, 'play', (self: EventTarget) => show(self, { __proto__: null, kind: 'media' }));
  // What a worker streams is not seen here, but it can be ended.
  hook(globalThis, 'Worker', () => (self: EventTarget) => show(self, { __proto__: null, kind: 'worker' }));

  hook(globalThis, 'webkitRTCPeerConnection', opened('webrtc'));
  hook(globalThis, 'RTCPeerConnection', opened('webrtc'));
  // Shown before it is closed, or there would be no statistics left.
  hook(RTCPeerConnection, 'close', (self: EventTarget) => showAgain(self, (counter) => (counter.over = true)));
}
