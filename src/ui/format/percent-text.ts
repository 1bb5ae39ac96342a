import type { Language } from '../wording/choose.ts';
import { numberText } from './number-text.ts';

/** No-break space, between a figure and its unit. */
export const NBSP = '\u00a0';

/** A share 0…1 as per cent, with a space in English. A small share is `<1 %`, never `0 %`. */
export function percentText(share: number, language: Language, decimals = 0): string {
  const percent = share * 100;
  const least = 10 ** -decimals;
  const isSmall = percent > 0 && percent < least / 2;
  const number = isSmall ? `<${numberText(least, decimals, language)}` : numberText(percent, decimals, language);
  return number + (language === 'en' ? NBSP : '') + '%';
}
