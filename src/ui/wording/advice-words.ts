import { en, type AdviceWording } from './advice/en.ts';
import { zhCN } from './advice/zh-CN.ts';
import { zhHK } from './advice/zh-HK.ts';
import type { Language } from './choose.ts';

const CATALOGUES: Record<Language, AdviceWording> = { en, 'zh-CN': zhCN, 'zh-HK': zhHK };

/** What only the dashboard's advice says. */
export function adviceWords({ language }: { language: Language }): AdviceWording {
  return CATALOGUES[language];
}
