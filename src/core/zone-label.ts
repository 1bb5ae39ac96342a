import { zoneName } from './zone-name.ts';

/** Abbreviations are a region's own: which English knows one differs from zone to zone (CLDR, commonlyUsed). */
const ENGLISHES = ['en-HK', 'en-GB', 'en-US', 'en-AU', 'en-IN'];

/** A zone's short name at an instant (epoch ms): `HKT`, `CET`, else its offset, `GMT+8`. */
export function zoneLabel(timeZone: string, instant: number): string {
  for (const locale of ENGLISHES) {
    const name = zoneName(timeZone, instant, locale, 'short');
    if (!/[+\d]/.test(name)) return name;
  }
  return zoneName(timeZone, instant, 'en-HK', 'short');
}
