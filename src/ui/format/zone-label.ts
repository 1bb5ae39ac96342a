/** Abbreviations are a region's own: which English knows one differs from zone to zone (CLDR, commonlyUsed). */
const ENGLISHES = ['en-HK', 'en-GB', 'en-US', 'en-AU', 'en-IN'];

/** A zone's short name at an instant (epoch ms): `HKT`, `CET`, else its offset, `GMT+8`. */
export function zoneLabel(timeZone: string, instant: number): string {
  const names = ENGLISHES.map((locale) => nameOf(timeZone, instant, locale, 'short'));
  return names.find((name) => !/[+\d]/.test(name)) ?? names[0] ?? timeZone;
}

/** A zone's name in words, without the formal 'standard': `Hong Kong time`, `香港时间`. */
export function zoneWords(timeZone: string, instant: number, language: string): string {
  return nameOf(timeZone, instant, language, 'longGeneric')
    .replace(/ Standard| 標準|标准|標準/, '')
    .replace(/ Time$/, ' time');
}

function nameOf(timeZone: string, instant: number, locale: string, timeZoneName: 'short' | 'longGeneric'): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName }).formatToParts(instant);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}
