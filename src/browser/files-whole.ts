import { browser } from './browser.ts';
import { readSession, writeSession } from './session.ts';

const MARK = 'files-whole';

/**
 * Whether no database's file can have been torn since they were last mended; `false` where that is not known. To mend is to
 * write all of them anew: ten MB after years, which is not for each start of the browser.
 */
export async function areFilesWhole(): Promise<boolean> {
  if ((await readSession(MARK)) === false) return false;
  const kept = await browser.storage.local.get(MARK).catch((): Record<string, unknown> => ({}));
  return kept[MARK] === true;
}

/** Keeps that over the browser's end; and as long as it runs in memory as well, which a full disk does not refuse. */
export async function keepFilesWhole(areWhole: boolean): Promise<void> {
  await writeSession(MARK, areWhole);
  await browser.storage.local.set({ [MARK]: areWhole });
}
