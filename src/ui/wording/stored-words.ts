import { en, type StoredWording } from './stored/en.ts';
import { zhCN } from './stored/zh-CN.ts';
import { zhHK } from './stored/zh-HK.ts';
import type { Voice } from './voice.ts';

const CATALOGUES: Record<Voice['language'], StoredWording> = { en, 'zh-CN': zhCN, 'zh-HK': zhHK };

/** What the data view says of deleting, and of a database that does not open. */
export function storedWords(voice: Voice): StoredWording {
  return CATALOGUES[voice.language];
}
