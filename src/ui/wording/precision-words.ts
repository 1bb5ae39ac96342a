import type { Language } from './choose.ts';
import { en, type PrecisionWording } from './precision/en.ts';
import { zhCN } from './precision/zh-CN.ts';
import { zhHK } from './precision/zh-HK.ts';

const CATALOGUES: Record<Language, PrecisionWording> = { en, 'zh-CN': zhCN, 'zh-HK': zhHK };

/** Texts of the precision setting. */
export function precisionWords({ language }: { language: Language }): PrecisionWording {
  return CATALOGUES[language];
}
