import { open } from './book.ts';
import { hook } from './disguise.ts';
import { capture } from './natives.ts';
import { settled } from './settled.ts';
import { begin, pass, tracks, type Track } from './streams.ts';

/** Methods that read a whole body at once. */
const CONSUMERS = ['arrayBuffer', 'blob', 'bytes', 'formData', 'json', 'text'];

/**
 * Counts the bodies of fetch as the page reads them. One that it reads as a whole is left alone, unless nothing else
 * will tell its size: then a clone is read beside it, so that the page's promise stays the browser's own.
 *
 * `hidesSizes`: the browser keeps the sizes of cross-origin responses to itself, as Chromium does.
 */
export function watchResponses(hidesSizes: boolean): void {
  const { url, type, headers, body, clone } = capture(Response);
  const { get } = capture(Headers);
  const { read } = capture(ReadableStreamDefaultReader<Uint8Array>);
  const { getReader } = capture(ReadableStream);

  const trackOf = (response: Response): Track | undefined => {
    const known = tracks.get(response);
    const address = url(response);
    // A response that the page has made itself has no address.
    if (known || !address) return known;
    const counter = open('fetch', address);
    counter.hidden = hidesSizes && type(response) === 'cors' && !get(headers(response), 'content-length');
    return begin(response, counter);
  };
  /** Clones share the counter, which goes by the one that has read furthest. */
  const forClone = (track: Track): Track => ({ ...track, read: 0 });

  hook(Response, 'body', (self: Response) => (stream: ReadableStream | null) => {
    const track = stream && !tracks.get(stream) && trackOf(self);
    if (track) tracks.set(stream, track);
  });
  hook(Response, 'clone', (self: Response) => (copy: Response) => {
    const track = trackOf(self);
    if (track) tracks.set(copy, forClone(track));
  });
  for (const name of CONSUMERS)
    hook(Response, name, (self: Response) => {
      const whole = trackOf(self);
      if (!whole?.of.counter.hidden) return;
      const reader = getReader(body(clone(self))!) as ReadableStreamDefaultReader<Uint8Array>;
      const track = forClone(whole);
      const next = () =>
        settled(read(reader), (chunk) => {
          pass(track, chunk);
          if (!chunk.done) next();
        });
      next();
    });
}
