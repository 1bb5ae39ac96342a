import type { Language } from './choose.ts';
import { en, type Wording } from './en.ts';
import { zhCN } from './zh-CN.ts';
import { zhHK } from './zh-HK.ts';

/** Everything that decides how a thing is said. */
export type Voice = {
  language: Language;
  words: Wording;
  /** The device's own IANA zone: a plan's zone is named only where it differs. */
  deviceZone: string;
};

const CATALOGUES: Record<Language, Wording> = { en, 'zh-CN': zhCN, 'zh-HK': zhHK };

/** @param deviceZone IANA */
export function createVoice(language: Language, deviceZone: string): Voice {
  return { language, words: CATALOGUES[language], deviceZone };
}
