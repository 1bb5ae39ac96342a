import { browser } from './browser.ts';

/** What survives the worker, though not the browser: kept in memory by the browser itself. */
export async function readSession(key: string): Promise<unknown> {
  return (await browser.storage.session.get(key))[key];
}

/** Of values that JSON can hold; the last one under a key stays. */
export async function writeSession(key: string, value: unknown): Promise<void> {
  await browser.storage.session.set({ [key]: value });
}
