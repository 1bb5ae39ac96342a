import { zoneName } from '../../core/zone-name.ts';

/** A zone's name in words, without the formal 'standard': `Hong Kong time`, `香港时间`. @param instant epoch ms */
export function zoneWords(timeZone: string, instant: number, language: string): string {
  return zoneName(timeZone, instant, language, 'longGeneric')
    .replace(/ Standard| 標準|标准|標準/, '')
    .replace(/ Time$/, ' time');
}
