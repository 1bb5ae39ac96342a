import type { Counter } from './counter.ts';
import { sealedWeakMap } from './natives.ts';
import type { Tools } from './tools.ts';

type Init = { body?: unknown; method?: string };
type Args = [input: unknown, init: Init | undefined];

/**
 * Reports what fetch and sendBeacon send. A stream is counted as the browser reads it, through another one: the page's
 * own is locked by that as it would be by fetch. All else is measured when it is handed over.
 */
export function watchUploads(tools: Tools): void {
  const { global, method, open, touch, resolve, bytesOf, counted } = tools;
  const bodies = sealedWeakMap<object, Counter>();

  /** A counter of the body that a call brings, its own or its Request's. */
  const bodyOf = (args: Args, kind: 'fetch' | 'beacon' = 'fetch'): Counter | undefined => {
    const input = args[0] as Request;
    const init = args[1];
    const body = init?.body as Partial<ReadableStream> | null | undefined;
    if (body == null) return bodies.get(input);
    const counter = open(kind, resolve(input), init!.method ?? input.method);
    if (body.getReader) {
      if (body.locked) return;
      const counting = counted(body as ReadableStream, (bytes) => {
        if (bytes === undefined) counter.over = true;
        else counter.up += bytes;
        touch(counter);
      });
      args[1] = { __proto__: init, body: counting } as Init;
    } else {
      counter.up = bytesOf(body);
      counter.over = true;
    }
    return counter;
  };

  method(globalThis, 'fetch', (_: unknown, args: Args) => {
    const counter = bodyOf(args);
    return () => {
      if (counter?.over) touch(counter);
    };
  });
  method(Navigator.prototype, 'sendBeacon', (_: unknown, args: unknown[]) => (isAccepted: boolean) => {
    const counter = bodyOf([args[0], { body: args[1], method: 'POST' }], 'beacon');
    if (isAccepted && counter) touch(counter);
  });
  global('Request', (_, args: Args) => {
    const counter = bodyOf(args);
    return (request: Request) => {
      if (counter) bodies.set(request, counter);
    };
  });
  method(Request.prototype, 'clone', (self: Request) => (copy: Request) => {
    const counter = bodies.get(self);
    if (counter) bodies.set(copy, counter);
  });
}
