import { en, type StoredWording } from './stored/en.ts';
import { zhCN } from './stored/zh-CN.ts';
import { zhHK } from './stored/zh-HK.ts';
import type { Voice } from './voice.ts';

const CATALOGUES: Record<Voice['language'], StoredWording> = { en, 'zh-CN': zhCN, 'zh-HK': zhHK };

/** Texts of the data section: deletion, automatic export, and a database that does not open. */
export function storedWords(voice: Voice): StoredWording {
  return CATALOGUES[voice.language];
}
