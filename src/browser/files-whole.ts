import { browser } from './browser.ts';
import { readSession, writeSession } from './session.ts';

const MARK = 'files-whole';

/**
 * Whether no database file can have been torn since the last repair; `false` where that is unknown. A repair rewrites
 * all of them: ten MB after years, too much for each start of the browser.
 */
export async function areFilesWhole(): Promise<boolean> {
  if ((await readSession(MARK)) === false) return false;
  const kept = await browser.storage.local.get(MARK).catch((): Record<string, unknown> => ({}));
  return kept[MARK] === true;
}

/** Stores that for the next browser session; and in session storage as well, which works on a full disk. */
export async function keepFilesWhole(areWhole: boolean): Promise<void> {
  await writeSession(MARK, areWhole);
  await browser.storage.local.set({ [MARK]: areWhole });
}
