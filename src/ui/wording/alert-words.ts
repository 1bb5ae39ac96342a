import { en, type AlertWording } from './alerts/en.ts';
import { zhCN } from './alerts/zh-CN.ts';
import { zhHK } from './alerts/zh-HK.ts';
import type { Language } from './choose.ts';

const CATALOGUES: Record<Language, AlertWording> = { en, 'zh-CN': zhCN, 'zh-HK': zhHK };

/** Texts of alerts' notifications and the dashboard's list of them; not loaded with the popup. */
export function alertWords({ language }: { language: Language }): AlertWording {
  return CATALOGUES[language];
}
