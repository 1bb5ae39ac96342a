/** Abbreviations are a region's own: which English knows one differs from zone to zone (CLDR, commonlyUsed). */
const ENGLISHES = ['en-HK', 'en-GB', 'en-US', 'en-AU', 'en-IN'];

/** The names of zones are the slowest thing that `Intl` can be asked for: each is made once. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** A zone's short name at an instant (epoch ms): `HKT`, `CET`, else its offset, `GMT+8`. */
export function zoneLabel(timeZone: string, instant: number): string {
  for (const locale of ENGLISHES) {
    const name = nameOf(timeZone, instant, locale, 'short');
    if (!/[+\d]/.test(name)) return name;
  }
  return nameOf(timeZone, instant, 'en-HK', 'short');
}

/** A zone's name in words, without the formal 'standard': `Hong Kong time`, `香港时间`. */
export function zoneWords(timeZone: string, instant: number, language: string): string {
  return nameOf(timeZone, instant, language, 'longGeneric')
    .replace(/ Standard| 標準|标准|標準/, '')
    .replace(/ Time$/, ' time');
}

function nameOf(timeZone: string, instant: number, locale: string, timeZoneName: 'short' | 'longGeneric'): string {
  const key = `${timeZone} ${locale} ${timeZoneName}`;
  let format = formats.get(key);
  if (format === undefined) formats.set(key, (format = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName })));
  return format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}
