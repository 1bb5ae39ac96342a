import type { Language } from '../wording/choose.ts';

/** What parts thousands and what comes before the decimals (CLDR). */
const MARKS: Record<Language, { group: string; decimal: string }> = {
  en: { group: ',', decimal: '.' },
  'zh-CN': { group: ',', decimal: '.' },
  'zh-HK': { group: ',', decimal: '.' },
};

/**
 * A number with exactly so many decimals, in the language's own separators. Without `Intl`, which first finds out what
 * locales there are: a popup that is opened in a process of its own would wait for that.
 */
export function numberText(value: number, decimals: number, language: Language): string {
  const { group, decimal } = MARKS[language];
  const [whole = '', part] = value.toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return part === undefined ? grouped : grouped + decimal + part;
}
