import type { Language } from './choose.ts';
import { en, type DashboardWording } from './dashboard/en.ts';
import { zhCN } from './dashboard/zh-CN.ts';
import { zhHK } from './dashboard/zh-HK.ts';

const CATALOGUES: Record<Language, DashboardWording> = { en, 'zh-CN': zhCN, 'zh-HK': zhHK };

/** What only the dashboard says; kept apart from the other words, which the popup loads with every opening. */
export function dashboardWords({ language }: { language: Language }): DashboardWording {
  return CATALOGUES[language];
}
