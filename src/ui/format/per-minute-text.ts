import { dataText } from './data-text.ts';
import type { Voice } from '../wording/voice.ts';

/** Bytes per minute in MB, with one decimal: `11.4`, `<0.1`. */
export function perMinuteText(bytes: number, base: 1000 | 1024, { language }: Voice): string {
  return dataText(bytes, { base, unit: 'MB', decimals: 1 }, language).number;
}
