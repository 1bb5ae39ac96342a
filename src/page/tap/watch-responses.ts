import type { Counter } from './counter.ts';
import { capture, getPrototypeOf, sealedWeakMap } from './natives.ts';
import type { Tools } from './tools.ts';

/** One way of reading a response. Clones and branches share its counter, which says how far the furthest has read. */
type Track = { counter: Counter; read: number };
type Chunk = { done: boolean; value?: ArrayBufferView };

/** What takes a whole body at once. */
const CONSUMERS = ['arrayBuffer', 'blob', 'bytes', 'formData', 'json', 'text', 'textStream'];

/**
 * Counts the bodies of fetch as the page reads them: by reader, by iteration, by pipe. What the page takes as a whole
 * is left alone, unless nothing else will tell its size: then a clone is read beside it, so that the page's promise
 * stays the browser's own.
 */
export function watchResponses(tools: Tools): void {
  const { method, open, touch, settled, counted, tagOf, streams, hidesSizes } = tools;
  const { prototype } = Response;
  const { url, type, headers, body, clone } = capture(Response);
  const { get } = capture(Headers);
  const { locked } = capture(WritableStream);
  const { read } = capture(ReadableStreamDefaultReader<Uint8Array>);

  const responses = sealedWeakMap<object, Track>();
  const tracks = sealedWeakMap<object, Track>();

  const branch = ({ counter, read }: Track): Track => ({ counter, read });
  /** Hands the track of one object on to another. */
  const follow = ({ self }: { self: object }) => {
    const track = tracks.get(self);
    return track && ((reader: object) => tracks.set(reader, track));
  };
  const trackOf = (response: Response): Track | undefined => {
    const known = responses.get(response);
    const address = url(response);
    // What a page has made itself comes from nowhere.
    if (known || !address) return known;
    const track = { counter: open('fetch', address), read: 0 };
    track.counter.declared =
      !hidesSizes || type(response) !== 'cors' || get(headers(response), 'content-length') !== null;
    responses.set(response, track);
    return track;
  };
  const pass = (track: Track, bytes: number) => {
    const { counter } = track;
    track.read += bytes;
    if (track.read > counter.down) counter.down = track.read;
    touch(counter);
  };
  const end = ({ counter }: Track) => {
    counter.over = true;
    touch(counter);
  };
  const take = (track: Track, { done, value }: Chunk) => (done ? end(track) : pass(track, value!.byteLength));

  method(prototype, 'body', ({ self }: { self: Response }) => (stream: ReadableStream | null) => {
    const track = stream && !tracks.get(stream) && trackOf(self);
    if (track) tracks.set(stream, track);
  });
  method(prototype, 'clone', ({ self }: { self: Response }) => (copy: Response) => {
    const track = trackOf(self);
    if (track) responses.set(copy, { counter: track.counter, read: 0 });
  });
  for (const name of CONSUMERS)
    method(prototype, name, ({ self }: { self: Response }) => {
      const counter = trackOf(self)?.counter;
      if (!counter || counter.declared) return;
      const reader = streams.getReader(body(clone(self))!) as ReadableStreamDefaultReader<Uint8Array>;
      const track = { counter, read: 0 };
      const next = () =>
        settled(read(reader), (chunk) => {
          take(track, chunk as Chunk);
          if (!chunk.done) next();
        });
      next();
    });

  const { prototype: readable } = ReadableStream;
  method(readable, 'tee', ({ self }: { self: object }) => (branches: object[]) => {
    const track = tracks.get(self);
    if (!track) return;
    tracks.set(branches[0]!, branch(track));
    tracks.set(branches[1]!, branch(track));
  });
  const reading = ({ self }: { self: object }) => {
    const track = tracks.get(self);
    return track && ((chunk: Promise<Chunk>) => settled(chunk, (one) => take(track, one)));
  };
  method(readable, 'getReader', follow);
  method(ReadableStreamDefaultReader.prototype, 'read', reading);
  method(ReadableStreamBYOBReader.prototype, 'read', reading);
  // A pipe reads without the page's readers: a counter goes between, where that cannot be told from outside.
  const pipe = (call: { self: ReadableStream; args: unknown[] }) => {
    const track = tracks.get(call.self);
    const to = call.args[0] as ReadableWritablePair | WritableStream;
    const target = tagOf(to) === '[object WritableStream]' ? to : (to as ReadableWritablePair).writable;
    if (track && !call.args[1] && !streams.locked(call.self) && !locked(target as WritableStream))
      call.self = counted(
        call.self,
        (bytes) => pass(track, bytes),
        () => end(track),
      );
  };
  method(readable, 'pipeTo', pipe);
  method(readable, 'pipeThrough', pipe);
  method(readable, 'values', follow);
  method(readable, Symbol.asyncIterator, follow);
  if ('values' in readable) {
    const iterator = (readable.values as () => object).call(new ReadableStream());
    method(getPrototypeOf(iterator)!, 'next', reading);
  }
}
