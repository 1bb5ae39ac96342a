import { count, touch } from './book.ts';
import { bytesOf } from './bytes-of.ts';
import { counted } from './counted.ts';
import type { Counter } from './counter.ts';
import { hook, type Call } from './disguise.ts';
import { getPrototypeOf, quietly, sealedWeakMap } from './natives.ts';
import { settled } from './settled.ts';

/** What one stream has brought: as much as the furthest of its branches has read. */
type Whole = { counter: Counter; most: number };

/** One reader or writer of something that is counted. */
export type Track = { of: Whole; read: number };

type Chunk = { done: boolean; value?: unknown };
type Iterables = { values(): object };

/** Tracks of streams, and of all that leads to or from them. A stream without a track passes untouched. */
export const tracks = sealedWeakMap<object, Track>();

/** Counts a stream from now on, or a pair of them, if it is not counted already. */
export function begin(object: object, counter: Counter): Track {
  const track = tracks.get(object) ?? { of: { counter, most: 0 }, read: 0 };
  tracks.set(object, track);
  const { readable, writable } = object as Partial<ReadableWritablePair>;
  if (readable) begin(readable, counter);
  if (writable) begin(writable, counter);
  return track;
}

/** Counts a chunk that was read, or notes the end. */
export function pass(track: Track, { done, value }: Chunk): void {
  const { of: whole } = track;
  const { counter } = whole;
  // A channel is over when it is closed, not when one of its streams ends.
  if (done) counter.over = counter.kind === 'fetch';
  else {
    const bytes = bytesOf(value);
    if (!bytes) begin(value as object, counter); // a stream of streams, or nothing
    if ((track.read += bytes) > whole.most) {
      count(counter, 'down', value, track.read - whole.most);
      whole.most = track.read;
    }
  }
  touch(counter);
}

const send = ({ of: { counter } }: Track, value: unknown) => count(counter, 'up', value);

/** Counts what passes through the page's own readers, iterators, writers and pipes. */
export function watchStreams(): void {
  const follow = (self: object) => {
    const track = tracks.get(self);
    return track && ((reader: object) => tracks.set(reader, track));
  };
  const reading = (self: object) => {
    const track = tracks.get(self);
    return track && ((chunk: Promise<Chunk>) => settled(chunk, (one) => pass(track, one)));
  };
  hook(ReadableStream, 'getReader', follow);
  hook(ReadableStreamDefaultReader, 'read', reading);
  hook(ReadableStreamBYOBReader, 'read', reading);
  hook(ReadableStream, 'tee', (self: object) => {
    const track = tracks.get(self);
    return (
      track &&
      ((branches: object[]) => {
        tracks.set(branches[0]!, { ...track });
        tracks.set(branches[1]!, { ...track });
      })
    );
  });
  hook(WritableStream, 'getWriter', follow);
  hook(WritableStreamDefaultWriter, 'write', (self: object, args: unknown[]) => {
    const track = tracks.get(self);
    if (track) send(track, args[0]);
  });

  // A pipe reads and writes without calling anything that is hooked: a counting stream goes between, where the page
  // cannot tell.
  const pipe = (self: ReadableStream, args: unknown[], call: Call<ReadableStream>) => {
    const to = args[0] as ReadableWritablePair & WritableStream;
    const target = to.writable ?? to;
    const from = tracks.get(self);
    const into = tracks.get(target);
    // With `preventCancel` the page may go on reading where the pipe has stopped.
    const isPlain = !(args[1] as StreamPipeOptions | undefined)?.preventCancel;
    if ((from ?? into) && isPlain && !self.locked && target.locked === false)
      call.self = counted(self, (chunk) => {
        if (from) pass(from, chunk);
        if (into && !chunk.done) send(into, chunk.value);
      });
  };
  hook(ReadableStream, 'pipeTo', pipe);
  hook(ReadableStream, 'pipeThrough', pipe);
  hook(ReadableStream, 'values', follow);
  hook(ReadableStream, Symbol.asyncIterator, follow);
  // Throws where streams cannot be iterated yet (Chromium before 124).
  quietly(() => hook(getPrototypeOf((new ReadableStream() as unknown as Iterables).values())!, 'next', reading));
}
