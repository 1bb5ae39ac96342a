import type { Language } from './choose.ts';
import { en, type HealthWording } from './health/en.ts';
import { zhCN } from './health/zh-CN.ts';
import { zhHK } from './health/zh-HK.ts';

const CATALOGUES: Record<Language, HealthWording> = { en, 'zh-CN': zhCN, 'zh-HK': zhHK };

/** Texts of the diagnostics. */
export function healthWords({ language }: { language: Language }): HealthWording {
  return CATALOGUES[language];
}
