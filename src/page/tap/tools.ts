import type { Counter } from './counter.ts';
import type { Book } from './book.ts';
import type { Disguise } from './disguise.ts';

/** What every watcher works with. */
export type Tools = Book &
  Disguise & {
    /** Lets the isolated side listen on a target of the page's. */
    show(target: EventTarget, counter: Counter): void;
    /** Handles the result of a promise without a tick or a trace of its own. */
    settled<Value>(promise: Promise<Value>, handle: (value: Value) => void): unknown;
    /** Of text, a URL or a Request: absolute, as of now. Throws where it makes no address. */
    resolve(url: unknown): string;
    /** Bytes of a message or a body; 0 where it cannot tell. */
    bytesOf(body: unknown): number;
    /** A stream of the same chunks, counted as they pass; `undefined` bytes are its end. */
    counted(stream: ReadableStream, onBytes: (bytes?: number) => void): ReadableStream;
    isOn(): boolean;
    /** The browser keeps the sizes of cross-origin responses to itself, as Chromium does; Firefox tells webRequest. */
    hidesSizes: boolean;
  };
