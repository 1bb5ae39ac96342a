export const LANGUAGES = ['en', 'zh-CN', 'zh-HK'] as const;

/** A language of the interface; a BCP 47 tag. */
export type Language = (typeof LANGUAGES)[number];

/**
 * The language of the interface: the user's setting, else the first of the browser's languages that we have, else
 * English. Chinese is chosen by script if the tag names one, else by region: Taiwan, Hong Kong and Macau read
 * traditional characters (CLDR, likely subtags).
 *
 * @param own a setting or query parameter; ignored unless it is one of `LANGUAGES`
 * @param preferred BCP 47 tags, most preferred first, as in `navigator.languages`
 */
export function chooseLanguage(own: string | null, preferred: readonly string[]): Language {
  const set = LANGUAGES.find((language) => language === own);
  if (set !== undefined) return set;
  for (const tag of preferred) {
    const [language, ...rest] = tag.toLowerCase().split(/[-_]/);
    if (language === 'en') return 'en';
    if (language === 'yue') return rest.includes('hans') ? 'zh-CN' : 'zh-HK';
    if (language === 'zh') return readsTraditional(rest) ? 'zh-HK' : 'zh-CN';
  }
  return 'en';
}

function readsTraditional(subtags: string[]): boolean {
  if (subtags.includes('hans')) return false;
  return ['hant', 'tw', 'hk', 'mo'].some((subtag) => subtags.includes(subtag));
}
