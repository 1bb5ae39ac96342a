import { capture, quietly } from './natives.ts';

const { pipeThrough } = capture(ReadableStream);
const Native = TransformStream;

/** A stream of the same chunks; `onChunk` is called as each passes, and at the end. */
export const counted = (
  stream: ReadableStream,
  onChunk: (chunk: { done: boolean; value?: unknown }) => void,
): ReadableStream =>
  pipeThrough(
    stream,
    new Native({
      __proto__: null,
      transform: (value: unknown, controller: TransformStreamDefaultController) => {
        quietly(() => onChunk({ done: false, value }));
        controller.enqueue(value);
      },
      flush: () => onChunk({ done: true }),
    } as Transformer),
  );
