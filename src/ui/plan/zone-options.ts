import type { Language } from '../wording/choose.ts';

/** A zone to choose: its IANA name, and what it is called. */
export type ZoneOption = { zone: string; label: string };

/** Names of places and not `ET` for New York: world English abbreviates no zone but Greenwich's. */
const NAMED_IN: Record<Language, string> = { en: 'en-001', 'zh-CN': 'zh-CN', 'zh-HK': 'zh-HK' };

/** What names of zones have around the place; `中国香港特别行政区` is what nobody looks under. */
const AROUND = / Time$| SAR China|时间$|時間$|^中[国國](?=.+特[别別]行政[区區])|特[别別]行政[区區]/g;

/** A region with more zones than that does not tell which one is meant. */
const ZONES_OF_A_REGION = 3;

/**
 * A zone as a place, and how far its clock is from Greenwich's at an instant (epoch ms): `Hong Kong · GMT+8`,
 * `香港 · GMT+8`. The place is the country where it has one zone, else the city.
 */
export function zoneOption(zone: string, instant: number, language: Language): ZoneOption {
  return {
    zone,
    label: `${placeOf(zone, instant, language)} · ${partOf(zone, instant, 'en', 'shortOffset').replace('GMT+0', 'GMT')}`,
  };
}

function placeOf(zone: string, instant: number, language: Language): string {
  const name = partOf(zone, instant, NAMED_IN[language], 'shortGeneric');
  const city = zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
  // A zone that lies nowhere has an offset for a name, another perhaps an abbreviation.
  if (/^GMT[+-]/.test(name)) return city;
  if (!/^[A-Z]{2,5}$/.test(name)) return name.replace(AROUND, '');
  return `${partOf(zone, instant, NAMED_IN[language], 'longGeneric')} (${city})`;
}

function partOf(
  zone: string,
  instant: number,
  locale: string,
  timeZoneName: 'shortGeneric' | 'longGeneric' | 'shortOffset',
): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName }).formatToParts(instant);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

/**
 * Zones that are most likely meant, the likeliest first: the one that is set, the device's, and those of the regions that
 * the user reads in and pays in.
 *
 * @param languages BCP 47 tags, as in `navigator.languages`
 * @param currency ISO 4217: its first two letters are a region's
 */
export function likelyZones(own: string, deviceZone: string, languages: readonly string[], currency: string): string[] {
  const regions = [...languages.map(regionOf), currency.slice(0, 2)];
  return [...new Set([own, deviceZone, ...regions.flatMap(zonesOf)])];
}

function regionOf(tag: string): string {
  try {
    return new Intl.Locale(tag).region ?? '';
  } catch {
    return '';
  }
}

function zonesOf(region: string): string[] {
  if (!/^[A-Z]{2}$/.test(region)) return [];
  // A getter in browsers of before 2025, unknown to some: what is likely is a convenience.
  type Zones = { getTimeZones?(): string[] | undefined; timeZones?: string[] };
  const locale: Zones = new Intl.Locale(`und-${region}`);
  const zones = locale.getTimeZones?.() ?? locale.timeZones ?? [];
  return zones.length <= ZONES_OF_A_REGION ? zones : [];
}

/** Zones named at a time: some milliseconds, so that who types meanwhile notices nothing. */
const AT_ONCE = 10;

/**
 * All other zones that the browser knows, by what they are called. Their names take a third of a second: they come in
 * pieces, and nothing waits for them.
 *
 * @returns ends it
 */
export function otherZones(
  likely: readonly string[],
  instant: number,
  language: Language,
  done: (options: ZoneOption[]) => void,
): () => void {
  const zones = Intl.supportedValuesOf('timeZone').filter((zone) => !likely.includes(zone));
  const options: ZoneOption[] = [];
  const step = () => {
    for (const zone of zones.splice(0, AT_ONCE)) options.push(zoneOption(zone, instant, language));
    if (zones.length > 0) timer = setTimeout(step);
    else done(options.sort((a, b) => a.label.localeCompare(b.label, language)));
  };
  let timer = setTimeout(step);
  return () => clearTimeout(timer);
}
