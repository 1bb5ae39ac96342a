import { capture, quietly } from './natives.ts';

const { then } = capture(Promise);

/** Handles the result of a promise without a tick or a trace of its own. */
export const settled = <Value>(promise: Promise<Value>, handle: (value: Value) => void): unknown =>
  then(
    promise,
    (value) => quietly(() => handle(value as Value)),
    () => {},
  );
