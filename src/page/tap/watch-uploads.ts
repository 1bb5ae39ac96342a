import type { Counter } from './counter.ts';
import { capture, sealedWeakMap } from './natives.ts';
import type { Tools } from './tools.ts';

type Init = { body?: unknown; method?: unknown };
type Call = { args: [input: unknown, init: Init | undefined] };

/**
 * Reports what fetch and sendBeacon send. A stream is counted as the browser reads it, through another one: the page's
 * own is locked by that as it would be by fetch. All else is measured when it is handed over.
 */
export function watchUploads(tools: Tools): void {
  const { construction, method, open, touch, resolve, bytesOf, counted, tagOf, streams } = tools;
  const { prototype } = Request;
  const { url, method: methodOf } = capture(Request);
  const createObject = Object.create;
  const bodies = sealedWeakMap<object, Counter>();

  /** A counter of the body that a call brings, its own or its Request's. */
  const bodyOf = (call: Call): Counter | undefined => {
    const input = call.args[0] as Request;
    const init = call.args[1];
    const body = init?.body;
    const known = bodies.get(input);
    if (body == null) return known;
    const isRequest = tagOf(input) === '[object Request]';
    const name = init?.method ?? (isRequest ? methodOf(input) : '');
    const counter = open('fetch', isRequest ? url(input) : resolve(input), name as string);
    if (tagOf(body) === '[object ReadableStream]') {
      if (streams.locked(body as ReadableStream)) return;
      const counting = counted(
        body as ReadableStream,
        (bytes) => {
          counter.up += bytes;
          touch(counter);
        },
        () => {
          counter.over = true;
          touch(counter);
        },
      );
      call.args[1] = createObject(init!, { body: { __proto__: null, value: counting } as PropertyDescriptor }) as Init;
    } else {
      counter.up = bytesOf(body);
      counter.over = true;
    }
    return counter;
  };

  method(globalThis, 'fetch', (call: Call) => {
    const counter = bodyOf(call);
    return () => {
      if (counter?.over) touch(counter);
    };
  });
  construction('Request', (call: Call) => {
    const counter = bodyOf(call);
    return (request: Request) => {
      if (counter) bodies.set(request, counter);
    };
  });
  method(prototype, 'clone', ({ self }: { self: Request }) => (copy: Request) => {
    const counter = bodies.get(self);
    if (counter) bodies.set(copy, counter);
  });
  method(Navigator.prototype, 'sendBeacon', ({ args }: { args: unknown[] }) => (isAccepted: boolean) => {
    const counter = open('beacon', resolve(args[0]), 'POST');
    counter.up = bytesOf(args[1]);
    counter.over = true;
    if (isAccepted && counter.up) touch(counter);
  });
}
