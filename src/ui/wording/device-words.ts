import type { Language } from './choose.ts';
import { en, type DeviceWording } from './devices/en.ts';
import { zhCN } from './devices/zh-CN.ts';
import { zhHK } from './devices/zh-HK.ts';

const CATALOGUES: Record<Language, DeviceWording> = { en, 'zh-CN': zhCN, 'zh-HK': zhHK };

/** Texts about sharing totals between devices. */
export function deviceWords({ language }: { language: Language }): DeviceWording {
  return CATALOGUES[language];
}
