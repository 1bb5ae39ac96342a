import type { Language } from '../wording/choose.ts';
import { numberText } from './number-text.ts';

/** No-break space: a figure and its unit never part at the end of a line. */
export const NBSP = '\u00a0';

/** Whole per cent of a share 0…1: spaced in English, closed in Chinese. What is there is never `0 %`: `<1 %`. */
export function percentText(share: number, language: Language): string {
  const number = share > 0 && share < 0.005 ? '<1' : numberText(share * 100, 0, language);
  return number + (language === 'en' ? NBSP : '') + '%';
}
