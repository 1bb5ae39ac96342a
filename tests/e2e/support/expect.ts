import { expect as usual } from '@playwright/test';

/** Milliseconds between looks at a condition: most hold within a few tenths of a second, and the usual steps soon take whole ones. */
const STEPS = [20, 30, 50, 50, 100, 100, 150, 250];

const poll = ((actual: () => unknown, options?: string | { message?: string }) =>
  usual.poll(actual, {
    intervals: STEPS,
    ...(typeof options === 'string' ? { message: options } : options),
  })) as typeof usual.poll;

/** Playwright's own, but that `poll` looks more often. */
export const expect: typeof usual = new Proxy(usual, {
  get: (target, name, receiver) => (name === 'poll' ? poll : (Reflect.get(target, name, receiver) as unknown)),
});
