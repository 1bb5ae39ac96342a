import type { Language } from './choose.ts';
import { en, type DashboardWording } from './dashboard/en.ts';
import { zhCN } from './dashboard/zh-CN.ts';
import { zhHK } from './dashboard/zh-HK.ts';

const CATALOGUES: Record<Language, DashboardWording> = { en, 'zh-CN': zhCN, 'zh-HK': zhHK };

/** Texts of the dashboard only; not loaded with the popup. */
export function dashboardWords({ language }: { language: Language }): DashboardWording {
  return CATALOGUES[language];
}
