import { bytesPer } from '../format/data-unit.ts';
import { instantOf } from '../format/wall-clock.ts';

/** No plan is sold with more; a typing error is. */
const MOST_GB = 100_000;

/** Of any currency, as `parsePlan` has it. */
export const MOST_PRICE = 1e9;

/** `1,000` and `12,500.5`: where three digits follow each comma, it parts thousands, as the page's own figures have it. */
const GROUPED = /^[1-9]\d{0,2}(,\d{3})+(\.\d*)?$/;

/** A number that is not negative, with a decimal point or comma; `undefined`: it is none. */
export function readNumber(text: string, most: number): number | undefined {
  const trimmed = text.trim();
  const typed = GROUPED.test(trimmed) ? trimmed.replaceAll(',', '') : trimmed.replace(',', '.');
  const value = Number(typed);
  return typed !== '' && value >= 0 && value <= most ? value : undefined;
}

/** Bytes of a typed amount; `undefined`: it is none. */
export function readBytes(text: string, unit: 'GB' | 'MB', base: 1000 | 1024): number | undefined {
  const value = readNumber(text, Infinity);
  const bytes = Math.round((value ?? NaN) * bytesPer(unit, base));
  return bytes <= MOST_GB * bytesPer('GB', base) ? bytes : undefined;
}

/** A whole number within bounds; `undefined`: it is none. */
export function readWhole(text: string, least: number, most: number): number | undefined {
  const value = Number(text.trim());
  return text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most ? value : undefined;
}

/** Epoch ms of what a `datetime-local` field says by a zone's clock; `undefined` where it says nothing. */
export function readInstant(text: string, timeZone: string): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map(Number);
  return instantOf({ year, month, day, hour, minute }, timeZone);
}
