import type { Counter } from './counter.ts';
import { addressOf } from './address-of.ts';
import { counters, open, touch } from './book.ts';
import { bytesOf } from './bytes-of.ts';
import { counted } from './counted.ts';
import { clean, hook } from './disguise.ts';

type Init = { body?: unknown; method?: string };
type Args = [input: unknown, init: Init | undefined];

/**
 * Reports what fetch and sendBeacon send. A stream is counted as the browser reads it, through another one that locks
 * the page's own just as fetch would. Anything else is measured when it is handed over.
 */
export function watchUploads(): void {
  /** The counter of a call's body, be it its own or its Request's. */
  const bodyOf = (args: Args, kind: 'fetch' | 'beacon' = 'fetch'): Counter | undefined => {
    const input = args[0] as Request;
    const init = args[1];
    const body = init?.body as Partial<ReadableStream> | null | undefined;
    if (body == null) return counters.get(input);
    const counter = open(kind, addressOf(input), init!.method ?? input.method);
    if (body.getReader) {
      if (body.locked) return;
      const counting = counted(body as ReadableStream, ({ done, value }) => {
        if (done) counter.over = true;
        else counter.up += bytesOf(value);
        touch(counter);
      });
      args[1] = { __proto__: init, body: counting } as Init;
    } else {
      counter.up = bytesOf(body);
      counter.over = true;
    }
    return counter;
  };

  /** The error's stack is that of the call, with our lines in it: clean it before the page sees it. */
  const mended = async (result: Promise<unknown>) => {
    try {
      return await result;
    } catch (error) {
      clean(error);
      throw error;
    }
  };
  const sends = <Result>(name: string, mend?: (result: Result) => Result) =>
    hook(
      globalThis,
      name,
      (_: unknown, args: Args) => {
        const counter = bodyOf(args);
        return () => {
          if (counter?.over) touch(counter);
        };
      },
      mend,
    );
  sends('fetch', mended);
  sends('fetchLater');
  hook(Navigator, 'sendBeacon', (_: unknown, args: unknown[]) => (isAccepted: boolean) => {
    const counter = bodyOf([args[0], { body: args[1], method: 'POST' }], 'beacon');
    if (isAccepted && counter) touch(counter);
  });
  hook(globalThis, 'Request', (_, args: Args) => {
    const counter = bodyOf(args);
    return (request: Request) => counters.set(request, counter);
  });
  hook(Request, 'clone', (self: Request) => (copy: Request) => counters.set(copy, counters.get(self)));
}
