import type { Language } from '../wording/choose.ts';

/** A time zone to choose: its IANA name and its label. */
export type ZoneOption = { zone: string; label: string };

/** Locales for zone names. World English (`en-001`) names places where American English would abbreviate: `ET`. */
const NAME_LOCALES: Record<Language, string> = { en: 'en-001', 'zh-CN': 'zh-CN', 'zh-HK': 'zh-HK' };

/** What zone names contain besides the place's usual name: nobody looks for Hong Kong under `中国香港特别行政区`. */
const AFFIXES = / Time$| SAR China|时间$|時間$|^中[国國](?=.+特[别別]行政[区區])|特[别別]行政[区區]/g;

/** A region with more zones than this does not indicate which one is meant. */
const MOST_ZONES_OF_REGION = 3;

/**
 * A zone's label: its place and its offset at an instant (epoch ms), `Hong Kong · GMT+8`, `香港 · GMT+8`. The place is a
 * country if that has only one zone, else a city.
 */
export function zoneOption(zone: string, instant: number, language: Language): ZoneOption {
  return {
    zone,
    label: `${placeOf(zone, instant, language)} · ${timeZonePart(zone, instant, 'en', 'shortOffset').replace('GMT+0', 'GMT')}`,
  };
}

function placeOf(zone: string, instant: number, language: Language): string {
  const name = timeZonePart(zone, instant, NAME_LOCALES[language], 'shortGeneric');
  const city = zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
  // A zone that belongs to no region is named by its offset, some others by an abbreviation.
  if (/^GMT[+-]/.test(name)) return city;
  if (!/^[A-Z]{2,5}$/.test(name)) return name.replace(AFFIXES, '');
  return `${timeZonePart(zone, instant, NAME_LOCALES[language], 'longGeneric')} (${city})`;
}

function timeZonePart(
  zone: string,
  instant: number,
  locale: string,
  timeZoneName: 'shortGeneric' | 'longGeneric' | 'shortOffset',
): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName }).formatToParts(instant);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

/**
 * The zones most likely meant, likeliest first: the given one, the device's, and those of the regions that the user's
 * languages and currency belong to.
 *
 * @param languages BCP 47 tags, as in `navigator.languages`
 * @param currency ISO 4217; its first two letters are those of a region
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
  // A getter in browsers before 2025, and missing in some. Without it there are fewer suggestions.
  type Zones = { getTimeZones?(): string[] | undefined; timeZones?: string[] };
  const locale: Zones = new Intl.Locale(`und-${region}`);
  const zones = locale.getTimeZones?.() ?? locale.timeZones ?? [];
  return zones.length <= MOST_ZONES_OF_REGION ? zones : [];
}

/** Zones labelled in one task: it takes a few milliseconds, so that typing stays smooth. */
const BATCH = 10;

/**
 * All other zones that the browser knows, sorted by label. Computing the labels takes a third of a second, so it is
 * done in batches, and the form does not wait for it.
 *
 * @param instant epoch ms, for the offsets
 * @param done called once, with all of them
 * @returns cancels it
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
    for (const zone of zones.splice(0, BATCH)) options.push(zoneOption(zone, instant, language));
    if (zones.length > 0) timer = setTimeout(step);
    else done(options.sort((a, b) => a.label.localeCompare(b.label, language)));
  };
  let timer = setTimeout(step);
  return () => clearTimeout(timer);
}
