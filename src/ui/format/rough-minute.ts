import { bytesPer, pickUnit, type UnitBase } from './data-unit.ts';

/**
 * A site's usual bytes per minute, rounded to one significant digit: single minutes vary by more than a second digit.
 */
export function roughMinute(bytes: number, base: UnitBase): number {
  const unit = bytesPer(pickUnit(bytes, base), base);
  const digit = unit * 10 ** Math.floor(Math.log10(Math.max(1, bytes / unit)));
  return Math.max(1, Math.round(bytes / digit)) * digit;
}
