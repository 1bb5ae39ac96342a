import { periodOf, type Bucket } from './allowance-bucket.ts';

/**
 * Which of two allowances is drawn on first, as a sort comparison: zero-rated ones catch their traffic before anything
 * is charged; then the user's own order; then the most restricted (sites and hours before either, either before
 * none); then what would be lost soonest, at its next reset or its expiry; then what expires first; then as listed.
 */
export function compareDraw(a: Bucket, b: Bucket): number {
  return (
    Number(b.allowance.free ?? false) - Number(a.allowance.free ?? false) ||
    compareNumbers(a.allowance.order ?? Infinity, b.allowance.order ?? Infinity) ||
    restrictions(b) - restrictions(a) ||
    compareNumbers(periodOf(a).endMs, periodOf(b).endMs) ||
    compareNumbers(a.life.endMs, b.life.endMs)
  );
}

const restrictions = ({ allowance }: Bucket): number =>
  Number(allowance.sites !== undefined) + Number(allowance.hours !== undefined);

/** A difference would be NaN between two that never end. */
const compareNumbers = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
