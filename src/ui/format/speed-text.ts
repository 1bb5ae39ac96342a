import type { Language } from '../wording/choose.ts';
import { numberText } from './number-text.ts';
import { NBSP } from './percent-text.ts';

/** A throttled speed as carriers write it: `128 kbit/s`, `1 Mbit/s`. Always decimal, as line speeds are. */
export function speedParts(kbps: number, language: Language): { value: string; unit: string } {
  if (kbps < 1000) return { value: numberText(kbps, 0, language), unit: 'kbit/s' };
  const mbps = kbps / 1000;
  return { value: numberText(mbps, Number.isInteger(mbps) ? 0 : 1, language), unit: 'Mbit/s' };
}

/** A speed and its unit, joined by a no-break space. */
export function speedText(kbps: number, language: Language): string {
  const { value, unit } = speedParts(kbps, language);
  return value + NBSP + unit;
}
