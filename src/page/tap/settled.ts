import { capture, quietly } from './natives.ts';

const { then } = capture(Promise);

/** Handles the result of a promise without delaying it, and without the page's noticing. */
export const settled = <Value>(promise: Promise<Value>, handle: (value: Value) => void): unknown =>
  then(
    promise,
    (value) => quietly(() => handle(value as Value)),
    () => {},
  );
