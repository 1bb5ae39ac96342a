import { addressOf } from './address-of.ts';
import { open } from './book.ts';
import { hook } from './disguise.ts';
import { settled } from './settled.ts';
import { begin, tracks } from './streams.ts';

type Channel = { prototype: object } | undefined;

/** What leads from a channel to its streams, to pairs of them or to a stream of them, itself or as a promise. */
const WAYS = [
  'datagrams',
  'incomingBidirectionalStreams',
  'incomingUnidirectionalStreams',
  'createBidirectionalStream',
  'createUnidirectionalStream',
  'opened',
];

/**
 * Counts channels that are made of streams: WebTransport, and Chromium's WebSocketStream
 * (https://github.com/ricea/websocketstream-explainer). Their end is told by nothing but silence.
 */
export function watchChannels(): void {
  const watch = (kind: 'webtransport' | 'websocket', name: string) => {
    hook(globalThis, name, (_, args) => {
      const counter = open(kind, addressOf(args[0]));
      return (channel: object) => begin(channel, counter);
    });
    const channel = (globalThis as unknown as Record<string, Channel>)[name];
    for (const way of channel ? WAYS : [])
      hook(channel!.prototype, way, (self: object) => {
        const counter = tracks.get(self)?.whole.counter;
        return (
          counter &&
          ((found: object) => {
            begin(found, counter);
            // Fails where it is no promise.
            settled(found as Promise<object & { extensions?: string }>, (it) => {
              counter.note = it.extensions;
              begin(it, counter);
            });
          })
        );
      });
  };
  watch('webtransport', 'WebTransport');
  watch('websocket', 'WebSocketStream');
}
