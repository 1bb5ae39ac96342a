import { createBook } from './tap/book.ts';
import { createBytesOf } from './tap/bytes-of.ts';
import { createDisguise } from './tap/disguise.ts';
import { CHANGED, COLLECT, COUNTERS, STACK, SWITCH } from './tap/handover.ts';
import { openLine } from './tap/line.ts';
import { capture, quietly } from './tap/natives.ts';
import type { Tools } from './tap/tools.ts';
import { watchResponses } from './tap/watch-responses.ts';
import { watchTargets } from './tap/watch-targets.ts';
import { watchUploads } from './tap/watch-uploads.ts';
import { watchWebSocket } from './tap/watch-web-socket.ts';

/**
 * Counts, in the page's own world, the bytes that no extension API shows: see `TapReport`. To be called before any
 * code of the page. What runs inside workers (their WebSockets above all) is out of its reach.
 */
export function startTap({ hidesSizes }: { hidesSizes: boolean }): void {
  let on = true;
  const isOn = () => on;
  const line = openLine();
  const book = createBook(() => line.send(CHANGED));
  const { pipeThrough } = capture(ReadableStream);
  const { href } = capture(URL);
  const { baseURI } = capture(Node);
  const { then } = capture(Promise);
  const NativeUrl = URL;
  const NativeTransform = TransformStream;

  const tools: Tools = {
    ...book,
    ...createDisguise(isOn, (stack) => line.send(STACK, stack) as string | undefined),
    show: line.show,
    isOn,
    hidesSizes,
    bytesOf: createBytesOf(line.measure),
    settled: (promise, handle) =>
      then(
        promise,
        (value) => quietly(() => handle(value as never)),
        () => {},
      ),
    resolve: (url) =>
      typeof url === 'string'
        ? href(new NativeUrl(url, baseURI(document)))
        : ((url as URL).href ?? (url as Request).url),
    counted: (stream, onBytes) =>
      pipeThrough(
        stream,
        new NativeTransform({
          __proto__: null,
          transform: (chunk: ArrayBufferView, controller: TransformStreamDefaultController) => {
            if (on) onBytes(chunk.byteLength || 0);
            controller.enqueue(chunk);
          },
          flush: () => onBytes(),
        } as Transformer),
      ),
  };
  // A browser, or a page without a secure context, may lack one channel or another.
  quietly(() => watchWebSocket(tools));
  quietly(() => watchUploads(tools));
  quietly(() => watchResponses(tools));
  quietly(() => watchTargets(tools));

  line.on(COLLECT, () => line.send(COUNTERS, book.collect()));
  line.on(SWITCH, ({ detail }) => {
    on = detail as boolean;
    book.collect();
  });
}
