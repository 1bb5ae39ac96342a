import type { Language } from '../wording/choose.ts';

/** Group and decimal separators (CLDR). */
const MARKS: Record<Language, { group: string; decimal: string }> = {
  en: { group: ',', decimal: '.' },
  'zh-CN': { group: ',', decimal: '.' },
  'zh-HK': { group: ',', decimal: '.' },
};

/**
 * A number with exactly `decimals` decimals and the language's separators. It avoids `Intl`, whose first use loads the
 * locale data: a popup that opens in a process of its own would wait for that.
 */
export function numberText(value: number, decimals: number, language: Language): string {
  const { group, decimal } = MARKS[language];
  const [whole = '', part] = value.toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return part === undefined ? grouped : grouped + decimal + part;
}
