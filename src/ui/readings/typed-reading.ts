import type { Reading } from '../../core/contract.ts';
import { bytesPer, type UnitBase } from '../format/data-unit.ts';
import { instantOf } from '../format/wall-clock.ts';

/** The figures of a carrier's app as they are being typed; `''` where it shows none. */
export type TypedReading = {
  used: string;
  left: string;
  total: string;
  percent: string;
  unit: 'GB' | 'MB';
  /** `2026-11-19T14:02`, by the plan's clock. */
  asOf: string;
};

export type TypedField = 'used' | 'left' | 'total' | 'percent' | 'none' | 'asOf';

/**
 * @param base of the plan
 * @param now epoch ms; nothing can be true for later
 */
export function typedReading(
  typed: TypedReading,
  base: UnitBase,
  timeZone: string,
  now: number,
): { reading: Reading } | { wrong: ReadonlySet<TypedField> } {
  const wrong = new Set<TypedField>();
  const bytes = (field: 'used' | 'left' | 'total') => {
    const value = readNumber(typed[field]);
    if (value === null) wrong.add(field);
    return value ? Math.round(value * bytesPer(typed.unit, base)) : value;
  };
  const [used, remaining, total] = [bytes('used'), bytes('left'), bytes('total')];
  const percentUsed = readNumber(typed.percent);
  if (percentUsed === null || (percentUsed ?? 0) > 100) wrong.add('percent');
  const asOf = instantOfText(typed.asOf, timeZone);
  if (asOf === null || asOf > now) wrong.add('asOf');
  if (used === undefined && remaining === undefined && percentUsed === undefined) wrong.add('none');
  if (total !== undefined && (remaining ?? 0) > (total ?? 0)) wrong.add('total');
  if (wrong.size > 0 || asOf === null) return { wrong };
  return {
    reading: {
      asOf: new Date(asOf).toISOString(),
      ...(used != null && { used }),
      ...(remaining != null && { remaining }),
      ...(total != null && { total }),
      ...(percentUsed != null && { percentUsed }),
      unit: null,
      scope: 'general',
      source: 'app',
    },
  };
}

/** `undefined` where nothing is typed, `null` where it is no figure. */
function readNumber(text: string): number | null | undefined {
  const typed = text.trim().replace(',', '.');
  if (typed === '') return undefined;
  const value = Number(typed);
  return Number.isFinite(value) && value >= 0 && value <= 1e6 ? value : null;
}

/** Epoch ms of what a `datetime-local` field says by a zone's clock; `null` where it says nothing. */
export function instantOfText(text: string, timeZone: string): number | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text);
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map(Number);
  return instantOf({ year, month, day, hour, minute }, timeZone);
}
