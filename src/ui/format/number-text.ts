import type { Language } from '../wording/choose.ts';

const formats = new Map<string, Intl.NumberFormat>();

/** A number with exactly so many decimals, in the language's own digits and separators. */
export function numberText(value: number, decimals: number, language: Language): string {
  const key = `${language} ${decimals}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    formats.set(key, format);
  }
  return format.format(value);
}
