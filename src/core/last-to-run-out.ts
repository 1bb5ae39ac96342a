import { isGeneral, isOpen, type Bucket } from './allowance-bucket.ts';
import { compareDraw } from './draw-order.ts';
import { includes } from './plan-span.ts';

/**
 * The allowance whose `after` holds for traffic that finds nothing left at `ms`: the last to run out of those that
 * general traffic draws on, night packs only where there is nothing else. App packs decide nothing unless they are
 * the whole plan, zero-rated allowances never do. Where none has run out (all are closed at that hour), the last in
 * draw-down order.
 */
export function lastToRunOut(buckets: readonly Bucket[], ms: number): Bucket | null {
  const charged = buckets.filter(({ allowance }) => allowance.free === undefined).sort(compareDraw);
  const general = charged.filter(isGeneral);
  const living = general.filter(({ life }) => includes(life, ms));
  const candidates = [
    living.filter(({ windows }) => windows === null),
    living.filter((bucket) => isOpen(bucket, ms)),
    living,
    general,
    charged,
  ].find(({ length }) => length > 0);
  if (candidates === undefined) return null;
  return candidates.reduce((last, bucket) => (bucket.outOrder >= last.outOrder ? bucket : last));
}
