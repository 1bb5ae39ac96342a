import { bytesPer } from '../../format/data-unit.ts';
import { numberText } from '../../format/number-text.ts';
import type { Voice } from '../../wording/voice.ts';

/** Bytes of a minute in MB, one decimal: the rate that the foot and the strip speak in. */
export function perMinuteText(bytes: number, base: 1000 | 1024, { language }: Voice): string {
  return numberText(bytes / bytesPer('MB', base), 1, language);
}
