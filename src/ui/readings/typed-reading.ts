import type { Reading } from '../../core/contract.ts';
import type { UnitBase } from '../format/data-unit.ts';
import { readBytes, readInstant, readNumber } from '../plan/read-field.ts';

/** The figures of a carrier's app as form fields; `''`: it does not show that one. */
export type TypedReading = {
  used: string;
  left: string;
  total: string;
  percent: string;
  unit: 'GB' | 'MB';
  /** `2026-11-19T14:02`, by the plan's clock. */
  asOf: string;
};

/** `none`: no figure was typed at all. */
export type TypedField = 'used' | 'left' | 'total' | 'percent' | 'none' | 'asOf';

/**
 * The reading of the fields, or those that are invalid.
 *
 * @param base the plan's
 * @param now epoch ms; a reading cannot be of a later instant
 */
export function typedReading(
  typed: TypedReading,
  base: UnitBase,
  timeZone: string,
  now: number,
): { reading: Reading } | { wrong: ReadonlySet<TypedField> } {
  const wrong = new Set<TypedField>();
  const figure = (field: 'used' | 'left' | 'total' | 'percent') => {
    const text = typed[field];
    if (text.trim() === '') return undefined;
    const value = field === 'percent' ? readNumber(text, 100) : readBytes(text, typed.unit, base);
    if (value === undefined) wrong.add(field);
    return value;
  };
  const [used, remaining, total, percentUsed] = (['used', 'left', 'total', 'percent'] as const).map(figure);
  const asOf = readInstant(typed.asOf, timeZone);
  if (asOf === undefined || asOf > now) wrong.add('asOf');
  if (wrong.size === 0 && used === undefined && remaining === undefined && percentUsed === undefined) wrong.add('none');
  if (total !== undefined && (remaining ?? 0) > total) wrong.add('total');
  if (wrong.size > 0 || asOf === undefined) return { wrong };
  return {
    reading: {
      asOf: new Date(asOf).toISOString(),
      ...(used !== undefined && { used }),
      ...(remaining !== undefined && { remaining }),
      ...(total !== undefined && { total }),
      ...(percentUsed !== undefined && { percentUsed }),
      unit: null,
      scope: 'general',
      source: 'app',
    },
  };
}
