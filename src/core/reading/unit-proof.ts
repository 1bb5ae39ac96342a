import { exactBytes, stepBytes, type DataAmount } from './data-amount.ts';

/**
 * The unit that a message's own sum proves. Used and left make up the whole in one unit only (600 MB + 1.4 GB = 2 GB),
 * or they make up whole gigabytes in one unit only (921.6 + 102.4 = 1024.0 MB). Half gigabytes are sold too, but only
 * 512 MB proves something: 500 MB is a common size at carriers of either kind.
 *
 * @returns `null` where the text proves neither
 */
export function provenUnit(used: DataAmount, left: DataAmount, whole: DataAmount | undefined): 1000 | 1024 | null {
  if (used.isBinary && left.isBinary) return 1024;
  const fits = ([1000, 1024] as const).filter((unit) => whole !== undefined && addsUp(used, left, whole, unit));
  if (fits.length === 1) return fits[0] ?? null;
  const decimal = isWholeGigabytes(used, left, 1000, 1);
  const binary = isWholeGigabytes(used, left, 1024, 2);
  if (decimal === binary) return null;
  return decimal ? 1000 : 1024;
}

/** Rounded or cut off, each term may be a digit out; a whole without a fraction is meant exactly. */
function addsUp(used: DataAmount, left: DataAmount, whole: DataAmount, unit: 1000 | 1024): boolean {
  const slack = roundingSlack(used, left, unit) + (whole.step.value < 1 ? stepBytes(whole, unit) / 2 : 0);
  return Math.abs(exactBytes(used, unit) + exactBytes(left, unit) - exactBytes(whole, unit)) <= slack;
}

function isWholeGigabytes(used: DataAmount, left: DataAmount, unit: 1000 | 1024, halves: 1 | 2): boolean {
  // In gigabytes alone, both units say the same.
  if ([...used.parts, ...left.parts].every(({ power }) => power >= 3)) return false;
  const piece = unit ** 3 / halves;
  const sum = exactBytes(used, unit) + exactBytes(left, unit);
  const slack = roundingSlack(used, left, unit);
  // Where the last digit is worth a percent of a gigabyte, everything is nearly whole.
  if (sum < piece / 2 || slack > piece / 200) return false;
  return Math.abs(sum - Math.round(sum / piece) * piece) <= slack;
}

/** One step of the coarser term where it shows a fraction; whole megabytes are believed. */
function roundingSlack(used: DataAmount, left: DataAmount, unit: 1000 | 1024): number {
  const step = Math.max(stepBytes(used, unit), stepBytes(left, unit));
  const isFine = Math.min(used.step.value, left.step.value) < 1 && step < unit ** 2;
  return (isFine ? step * 1.01 : 0) + 1;
}
