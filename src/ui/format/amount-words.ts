import type { Voice } from '../wording/voice.ts';
import { dataText } from './data-text.ts';
import { bytesPer, pickUnit } from './data-unit.ts';
import { NBSP } from './percent-text.ts';

/** The amount of a plan or top-up, without trailing zeros: `7 GB`, `2.5 GB`, `500 MB`. */
export function amountWords(bytes: number, base: 1000 | 1024, { language }: Voice): string {
  const unit = pickUnit(bytes, base);
  const value = bytes / bytesPer(unit, base);
  const decimals = [0, 1].find((digits) => Number.isInteger(Number((value * 10 ** digits).toFixed(3)))) ?? 2;
  return dataText(bytes, { base, unit, decimals }, language).number + NBSP + unit;
}
