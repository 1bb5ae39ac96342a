import type { Language } from './choose.ts';
import { en, type WifiWording } from './wifi/en.ts';
import { zhCN } from './wifi/zh-CN.ts';
import { zhHK } from './wifi/zh-HK.ts';

const CATALOGUES: Record<Language, WifiWording> = { en, 'zh-CN': zhCN, 'zh-HK': zhHK };

/** Texts about regular hours on Wi-Fi. */
export function wifiWords({ language }: { language: Language }): WifiWording {
  return CATALOGUES[language];
}
