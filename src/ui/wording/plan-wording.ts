import type { Language } from './choose.ts';
import { en, type PlanWording } from './plans/en.ts';
import { zhCN } from './plans/zh-CN.ts';
import { zhHK } from './plans/zh-HK.ts';

const CATALOGUES: Record<Language, PlanWording> = { en, 'zh-CN': zhCN, 'zh-HK': zhHK };

/** Texts that describe plans, and those of the form that edits them. */
export function planWording({ language }: { language: Language }): PlanWording {
  return CATALOGUES[language];
}
