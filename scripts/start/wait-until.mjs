import { setTimeout as pause } from 'node:timers/promises';

const LIMIT_MS = 30_000;
const LOOK_EVERY_MS = 100;

/**
 * @param {string} what the condition in words, for the error
 * @param {() => Promise<unknown>} condition holds when truthy; while it rejects, it does not hold yet
 * @param {number} [limitMs]
 * @throws {Error} when it still does not hold after the limit
 */
export async function waitUntil(what, condition, limitMs = LIMIT_MS) {
  const end = performance.now() + limitMs;
  /** @type {unknown} */
  let cause;
  while (performance.now() < end) {
    try {
      if (await condition()) return;
    } catch (error) {
      cause = error;
    }
    await pause(LOOK_EVERY_MS);
  }
  throw new Error(`Waited ${limitMs / 1000} s in vain until ${what}`, { cause });
}
