import { browser } from './browser.ts';

/** What outlives the worker, but not the browser, which keeps it in memory. */
export async function readSession(key: string): Promise<unknown> {
  return (await browser.storage.session.get(key))[key];
}

/** Stores a JSON value, replacing the one under that key. */
export async function writeSession(key: string, value: unknown): Promise<void> {
  await browser.storage.session.set({ [key]: value });
}
