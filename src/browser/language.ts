import { browser } from './browser.ts';
import { EARLY, earlyRead } from './early-reads.ts';

const SETTING = EARLY.local;

/** The language that was chosen, a BCP 47 tag; `null`: the browser's. */
export async function readLanguage(): Promise<string | null> {
  const found = (await (earlyRead('local') ?? browser.storage.local.get(SETTING)))[SETTING];
  return typeof found === 'string' ? found : null;
}

/** Stores the user's language; `null`: the browser's. */
export async function keepLanguage(language: string | null): Promise<void> {
  if (language === null) await browser.storage.local.remove(SETTING);
  else await browser.storage.local.set({ [SETTING]: language });
}
