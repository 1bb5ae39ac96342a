import { browser } from './browser.ts';

const MARK = 'counting-since';

/** Since when this browser has been counting (epoch ms), kept apart from the database; `null`: it never has. */
export async function readCountingMark(): Promise<number | null> {
  const found = (await browser.storage.local.get(MARK))[MARK];
  return typeof found === 'number' ? found : null;
}

/** Stores the mark. Rejects where storage fails. */
export async function keepCountingMark(since: number): Promise<void> {
  await browser.storage.local.set({ [MARK]: since });
}

/** Removes the mark. Rejects where storage fails. */
export async function forgetCountingMark(): Promise<void> {
  await browser.storage.local.remove(MARK);
}
