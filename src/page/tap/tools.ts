import type { Counter } from './counter.ts';
import type { Book } from './book.ts';
import type { Disguise } from './disguise.ts';
import type { Natives } from './natives.ts';

/** What every watcher works with. */
export type Tools = Book &
  Disguise & {
    /** Lets the isolated side listen on a target of the page's. */
    show(target: EventTarget, counter: Counter): void;
    /** Handles the result of a promise without a tick or a trace of its own. */
    settled<Value>(promise: Promise<Value>, handle: (value: Value) => void): void;
    /** Absolute, as of now. Throws where it is neither text nor a URL. */
    resolve(url: unknown): string;
    /** Bytes of a message or a body; 0 where it cannot tell. */
    bytesOf(body: unknown): number;
    /** A stream of the same chunks, counted as they pass. */
    counted(stream: ReadableStream, onChunk: (bytes: number) => void, onEnd: () => void): ReadableStream;
    /** `[object Blob]` for a Blob of any frame. */
    tagOf(value: unknown): string;
    streams: Natives<ReadableStream>;
    isOn(): boolean;
    /** The browser keeps the sizes of cross-origin responses to itself, as Chromium does; Firefox tells webRequest. */
    hidesSizes: boolean;
  };
