import { expect as usual } from '@playwright/test';

/**
 * Polling intervals in ms. Most conditions hold within a few tenths of a second; Playwright's default intervals soon
 * reach a whole one.
 */
const INTERVALS_MS = [20, 30, 50, 50, 100, 100, 150, 250];

const poll = ((actual: () => unknown, options?: string | { message?: string }) =>
  usual.poll(actual, {
    intervals: INTERVALS_MS,
    ...(typeof options === 'string' ? { message: options } : options),
  })) as typeof usual.poll;

/** Playwright's `expect` with a `poll` that looks more often. */
export const expect: typeof usual = new Proxy(usual, {
  get: (target, name, receiver) => (name === 'poll' ? poll : (Reflect.get(target, name, receiver) as unknown)),
});
