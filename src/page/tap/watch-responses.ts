import type { Counter } from './counter.ts';
import type { Call } from './disguise.ts';
import { capture, getPrototypeOf, sealedWeakMap } from './natives.ts';
import type { Tools } from './tools.ts';

/** One way of reading a response. Clones and branches share its counter, which says how far the furthest has read. */
type Track = { counter: Counter; read: number };
type Iterables = { values(): object };
type Chunk = { done: boolean; value?: ArrayBufferView };

/** What takes a whole body at once. */
const CONSUMERS = ['arrayBuffer', 'blob', 'bytes', 'formData', 'json', 'text'];

/**
 * Counts the bodies of fetch as the page reads them: by reader, by iteration, by pipe. What the page takes as a whole
 * is left alone, unless nothing else will tell its size: then a clone is read beside it, so that the page's promise
 * stays the browser's own.
 */
export function watchResponses({ method, open, touch, settled, counted, hidesSizes }: Tools): void {
  const { prototype } = Response;
  const { url, type, headers, body, clone } = capture(Response);
  const { get } = capture(Headers);
  const { read } = capture(ReadableStreamDefaultReader<Uint8Array>);
  const readable = ReadableStream.prototype;
  const { getReader } = capture(ReadableStream);

  /** Of responses, their streams, and what reads these. */
  const tracks = sealedWeakMap<object, Track>();

  const trackOf = (response: Response): Track | undefined => {
    const known = tracks.get(response);
    const address = url(response);
    // What a page has made itself comes from nowhere.
    if (known || !address) return known;
    const counter = open('fetch', address);
    counter.hidden = hidesSizes && type(response) === 'cors' && get(headers(response), 'content-length') === null;
    const track = { counter, read: 0 };
    tracks.set(response, track);
    return track;
  };
  /** `undefined` bytes are the end. */
  const pass = (track: Track, bytes: number | undefined) => {
    const { counter } = track;
    if (bytes === undefined) counter.over = true;
    else if ((track.read += bytes) > counter.down) counter.down = track.read;
    touch(counter);
  };
  const take = (track: Track, { done, value }: Chunk) => pass(track, done ? undefined : value!.byteLength);

  method(prototype, 'body', (self: Response) => (stream: ReadableStream | null) => {
    const track = stream && !tracks.get(stream) && trackOf(self);
    if (track) tracks.set(stream, track);
  });
  method(prototype, 'clone', (self: Response) => (copy: Response) => {
    const track = trackOf(self);
    if (track) tracks.set(copy, { counter: track.counter, read: 0 });
  });
  for (const name of CONSUMERS)
    method(prototype, name, (self: Response) => {
      const whole = trackOf(self);
      if (!whole?.counter.hidden) return;
      const reader = getReader(body(clone(self))!) as ReadableStreamDefaultReader<Uint8Array>;
      const track = { counter: whole.counter, read: 0 };
      const next = () =>
        settled(read(reader), (chunk) => {
          take(track, chunk as Chunk);
          if (!chunk.done) next();
        });
      next();
    });

  const follow = (self: object) => {
    const track = tracks.get(self);
    return track && ((reader: object) => tracks.set(reader, track));
  };
  const reading = (self: object) => {
    const track = tracks.get(self);
    return track && ((chunk: Promise<Chunk>) => settled(chunk, (one) => take(track, one)));
  };
  method(readable, 'getReader', follow);
  // Of two branches one is enough: they are read as one stream.
  method(readable, 'tee', (self: object) => (branches: object[]) => follow(self)?.(branches[0]!));
  method(ReadableStreamDefaultReader.prototype, 'read', reading);
  method(ReadableStreamBYOBReader.prototype, 'read', reading);
  // A pipe reads without the page's readers: a counter goes between, where that cannot be told from outside.
  const pipe = (self: ReadableStream, args: unknown[], call: Call<ReadableStream>) => {
    const track = tracks.get(self);
    const to = args[0] as ReadableWritablePair & WritableStream;
    if (track && !args[1] && !self.locked && (to.writable ?? to).locked === false)
      call.self = counted(self, (bytes) => pass(track, bytes));
  };
  method(readable, 'pipeTo', pipe);
  method(readable, 'pipeThrough', pipe);
  method(readable, 'values', follow);
  method(readable, Symbol.asyncIterator, follow);
  // Last: it throws where there is no iteration yet (Chromium before 124).
  const iterator = (readable as unknown as Iterables).values.call(new ReadableStream());
  method(getPrototypeOf(iterator)!, 'next', reading);
}
