import { bytesPer, pickUnit, type UnitBase } from './data-unit.ts';

/** A usual minute's bytes to one digit: minutes of the same site differ by more than a second one would tell. */
export function roughMinute(bytes: number, base: UnitBase): number {
  const unit = bytesPer(pickUnit(bytes, base), base);
  const digit = unit * 10 ** Math.floor(Math.log10(Math.max(1, bytes / unit)));
  return Math.max(1, Math.round(bytes / digit)) * digit;
}
