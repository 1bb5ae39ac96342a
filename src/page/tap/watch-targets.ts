import type { Counter } from './counter.ts';
import { sealedWeakMap } from './natives.ts';
import type { Tools } from './tools.ts';

/**
 * Peer connections, event sources and XMLHttpRequests: shown to the isolated side as they are opened, which hears
 * their events and asks for their statistics with functions that no page can reach.
 */
export function watchTargets({ global, method, open, show, resolve, bytesOf }: Tools): void {
  const counters = sealedWeakMap<object, Counter>();

  const opened = (kind: Counter['kind']) => () => (target: EventTarget) => {
    const counter = open(kind, '', 'message');
    counters.set(target, counter);
    show(target, counter);
  };
  global('EventSource', opened('eventsource'));
  // The only way to learn of events that have a type of their own.
  method(EventTarget.prototype, 'addEventListener', (self: EventTarget, args: unknown[]) => {
    const counter = counters.get(self);
    if (counter?.kind !== 'eventsource') return;
    counter.note = args[0] as string;
    show(self, counter);
  });

  method(XMLHttpRequest.prototype, 'open', (self: EventTarget, args: unknown[]) => {
    const url = resolve(args[1]);
    return () => counters.set(self, open('xhr', url, args[0] as string));
  });
  method(XMLHttpRequest.prototype, 'send', (self: EventTarget, args: unknown[]) => {
    const counter = counters.get(self);
    return () => {
      if (!counter) return;
      counter.up = bytesOf(args[0]);
      show(self, counter);
    };
  });

  global('webkitRTCPeerConnection', opened('webrtc'));
  global('RTCPeerConnection', opened('webrtc'));
  // Shown before it is closed, or there would be no statistics left.
  method(RTCPeerConnection.prototype, 'close', (self: EventTarget) => {
    const counter = counters.get(self);
    if (!counter) return;
    counter.over = true;
    show(self, counter);
  });
}
