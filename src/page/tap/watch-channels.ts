import { addressOf } from './address-of.ts';
import { open } from './book.ts';
import { hook } from './disguise.ts';
import { END } from './handover.ts';
import { on } from './line.ts';
import { quietly, uncurry } from './natives.ts';
import { settled } from './settled.ts';
import { begin, tracks } from './streams.ts';

type Channel = { prototype: Closable };
type Closable = { close(): void };

/**
 * The members of a channel that lead to its streams, to pairs of them or to a stream of them, directly or by a promise:
 * `datagrams`, `incoming…Streams`, `create…Stream`, `opened`.
 */
const WAYS = /^(da|inc|cr|op)/;

/**
 * How many of a document's newest channels are kept, to be closed on demand; a page has no more of them open at once.
 */
const KEPT = 50;

/**
 * Counts channels that are made of streams: WebTransport, and Chromium's WebSocketStream
 * (https://github.com/ricea/websocketstream-explainer). Nothing reports their end: they just fall silent. Closes them
 * when told to.
 */
export function watchChannels(): void {
  const watch = (kind: 'webtransport' | 'websocket', name: string) => {
    const channel = (globalThis as unknown as Record<string, Channel>)[name];
    if (!channel) return;
    const { prototype } = channel;
    const close = uncurry(prototype.close);
    const newest = { __proto__: null } as unknown as Record<number, Closable>;
    let made = 0;
    on(END, () => {
      for (const place in newest) quietly(() => close(newest[place]!));
    });
    hook(globalThis, name, (_, args) => {
      const counter = open(kind, addressOf(args[0]));
      return (channel: Closable) => {
        newest[made++ % KEPT] = channel;
        begin(channel, counter);
      };
    });
    for (const way in prototype)
      if (WAYS.test(way))
        hook(channel, way, (self: object) => {
          const counter = tracks.get(self)?.of.counter;
          return (
            counter &&
            ((found: object) => {
              begin(found, counter);
              // Throws where it is no promise, which the hook swallows.
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
