import { bytesPer } from '../format/data-unit.ts';
import { instantOf } from '../format/wall-clock.ts';

/** More than any plan has: a larger amount is a typing error. */
const MOST_GB = 100_000;

/** In any currency, as in `parsePlan`. */
export const MOST_PRICE = 1e9;

/** `1,000` and `12,500.5`: a comma before exactly three digits separates thousands, as in the figures that we show. */
const GROUPED = /^[1-9]\d{0,2}(,\d{3})+(\.\d*)?$/;

/** As Chinese and Japanese keyboards type them, digits are as wide as letters. */
const narrow = (text: string): string => text.normalize('NFKC').trim();

/** A number from 0 to `most`, with a decimal point or comma; `undefined`: the text is not one. */
export function readNumber(text: string, most: number): number | undefined {
  const trimmed = narrow(text);
  const typed = GROUPED.test(trimmed) ? trimmed.replaceAll(',', '') : trimmed.replace(',', '.');
  const value = /^(\d+\.?\d*|\.\d+)$/.test(typed) ? Number(typed) : NaN;
  return value <= most ? value : undefined;
}

/** Bytes of a typed amount; `undefined`: the text is not one. */
export function readBytes(text: string, unit: 'GB' | 'MB', base: 1000 | 1024): number | undefined {
  const value = readNumber(text, Infinity);
  const bytes = Math.round((value ?? NaN) * bytesPer(unit, base));
  return bytes <= MOST_GB * bytesPer('GB', base) ? bytes : undefined;
}

/** A whole number within bounds; `undefined`: the text is not one. */
export function readWhole(text: string, least: number, most: number): number | undefined {
  const value = /^\d+$/.test(narrow(text)) ? Number(narrow(text)) : NaN;
  return value >= least && value <= most ? value : undefined;
}

/** Epoch ms of a `datetime-local` field's value in a zone; `undefined`: it is empty or invalid. */
export function readInstant(text: string, timeZone: string): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map(Number);
  return instantOf({ year, month, day, hour, minute }, timeZone);
}
