import type { Counter } from './counter.ts';
import { sealedWeakMap } from './natives.ts';
import type { Tools } from './tools.ts';

/**
 * Peer connections, event sources and XMLHttpRequests: shown to the isolated side as they are opened, which hears
 * their events and asks for their statistics with functions that no page can reach.
 */
export function watchTargets({ global, method, open, show, resolve, bytesOf }: Tools): void {
  const counters = sealedWeakMap<object, Counter>();

  const again = (target: EventTarget, change: (counter: Counter) => void, kind?: Counter['kind']) => {
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
  global('EventSource', opened('eventsource'));
  // The only way to learn of events that have a type of their own.
  method(EventTarget.prototype, 'addEventListener', (self: EventTarget, args: unknown[]) =>
    again(self, (counter) => (counter.note = args[0] as string), 'eventsource'),
  );

  method(XMLHttpRequest.prototype, 'open', (self: EventTarget, args: unknown[]) => {
    counters.set(self, open('xhr', resolve(args[1]), args[0] as string));
  });
  // Shown before it is sent: a synchronous one has its events within the call.
  method(XMLHttpRequest.prototype, 'send', (self: EventTarget, args: unknown[]) =>
    again(self, (counter) => (counter.up = bytesOf(args[0]))),
  );

  global('webkitRTCPeerConnection', opened('webrtc'));
  global('RTCPeerConnection', opened('webrtc'));
  // Shown before it is closed, or there would be no statistics left.
  method(RTCPeerConnection.prototype, 'close', (self: EventTarget) => again(self, (counter) => (counter.over = true)));
}
