import type { Language } from './choose.ts';
import { en, type ReadingWording } from './readings/en.ts';
import { zhCN } from './readings/zh-CN.ts';
import { zhHK } from './readings/zh-HK.ts';

const CATALOGUES: Record<Language, ReadingWording> = { en, 'zh-CN': zhCN, 'zh-HK': zhHK };

/** Texts about readings, which only the dashboard shows. */
export function readingWords({ language }: { language: Language }): ReadingWording {
  return CATALOGUES[language];
}
