import { isGeneral, isOpen, leftOf, periodOf, type Bucket } from './allowance-bucket.ts';

/**
 * The allowance whose periods are the plan's rhythm: the first that general traffic draws on at all hours and that is
 * no top-up, or the nearest to that which the plan has.
 */
export function mainBucket(buckets: readonly Bucket[]): Bucket | undefined {
  const general = buckets.filter(isGeneral);
  const own = general.filter(({ allowance }) => allowance.from === undefined && allowance.until === undefined);
  return own.find(({ windows }) => windows === null) ?? own[0] ?? general[0] ?? buckets[0];
}

/**
 * The general allowances that have given, or may give, bytes in the main allowance's current period: those that live,
 * and top-ups that ended in it. A top-up that ended in an earlier period is history.
 */
export function countedBuckets(buckets: readonly Bucket[], atMs: number): Bucket[] {
  const main = mainBucket(buckets);
  const sinceMs = main === undefined ? -Infinity : periodOf(main).startMs;
  return buckets.filter(
    (bucket) =>
      isGeneral(bucket) && bucket.current >= 0 && (bucket.life.endMs > atMs || periodOf(bucket).endMs > sinceMs),
  );
}

/** Bytes drawn this period. */
export const usedOf = (buckets: readonly Bucket[]): number => buckets.reduce((sum, { used }) => sum + used, 0);

/** Bytes that general traffic may still draw on at an instant, life and hours permitting; `Infinity`: unlimited. */
export const leftAt = (buckets: readonly Bucket[], atMs: number): number =>
  buckets.reduce((sum, bucket) => (isGeneral(bucket) && isOpen(bucket, atMs) ? sum + leftOf(bucket) : sum), 0);
