/** Names of zones are the slowest thing to ask `Intl` for: each formatter is made once. */
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * A locale's name of a zone at an instant (epoch ms): `short` is `HKT`, `GMT+8`; `longGeneric` `Hong Kong Standard
 * Time`.
 */
export function zoneName(
  timeZone: string,
  instant: number,
  locale: string,
  timeZoneName: 'short' | 'longGeneric',
): string {
  const key = `${timeZone} ${locale} ${timeZoneName}`;
  let format = formats.get(key);
  if (format === undefined) formats.set(key, (format = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName })));
  return format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}
