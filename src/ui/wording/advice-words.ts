import { en, type AdviceWording } from './advice/en.ts';
import { zhCN } from './advice/zh-CN.ts';
import { zhHK } from './advice/zh-HK.ts';
import type { Language } from './choose.ts';

const CATALOGUES: Record<Language, AdviceWording> = { en, 'zh-CN': zhCN, 'zh-HK': zhHK };

/** Texts of the dashboard's advice. */
export function adviceWords({ language }: { language: Language }): AdviceWording {
  return CATALOGUES[language];
}
