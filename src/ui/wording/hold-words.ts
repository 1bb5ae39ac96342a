import type { Language } from './choose.ts';
import { en, type HoldsWording } from './holds/en.ts';
import { zhCN } from './holds/zh-CN.ts';
import { zhHK } from './holds/zh-HK.ts';

const CATALOGUES: Record<Language, HoldsWording> = { en, 'zh-CN': zhCN, 'zh-HK': zhHK };

/** Texts of the held page, the dashboard's holds and their notifications; not loaded with the popup. */
export function holdWords({ language }: { language: Language }): HoldsWording {
  return CATALOGUES[language];
}
