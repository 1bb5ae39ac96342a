import { isGeneral, isOpen, leftOf, periodOf, type Bucket } from './allowance-bucket.ts';
import type { Plan } from './contract.ts';
import type { DrawDown } from './draw-down.ts';
import { monthClock } from './reset-clock.ts';
import { zoneTime } from './zone-time.ts';

/**
 * Today's use and share, over the allowances that general traffic could draw on today (night packs only while their
 * hours run, so that a download at three does not eat into the day). Use includes what found nothing left.
 *
 * What was left when today began is what is left now plus what was drawn since: so a reading that finds more gone
 * lowers the share, though nobody can say when it went.
 *
 * @param todayMs today's midnight
 * @returns `share` in whole bytes, rounded down; `null` where no limit or no end sets one
 */
export function planToday(
  plan: Plan,
  { buckets, overflow }: DrawDown,
  atMs: number,
  todayMs: number,
): { used: number; share: number | null } {
  const open = buckets.filter(
    (bucket) =>
      isGeneral(bucket) &&
      bucket.current >= 0 &&
      bucket.life.endMs > todayMs &&
      (bucket.windows === null || isOpen(bucket, atMs)),
  );
  const spilled = overflow.reduce((sum, { ms, bytes }) => (ms >= todayMs ? sum + bytes : sum), 0);
  const used = open.reduce((sum, { drawnToday }) => sum + drawnToday, spilled);
  const share = open.reduce(
    (sum, bucket) => sum + (leftOf(bucket) + bucket.drawnTodayThisPeriod) / daysLeft(plan, bucket, atMs),
    0,
  );
  return { used, share: Number.isFinite(share) && !open.some((b) => neverEnds(plan, b)) ? Math.floor(share) : null };
}

const neverEnds = (plan: Plan, bucket: Bucket): boolean =>
  periodOf(bucket).endMs === Infinity && plan.validity.kind !== 'months';

/**
 * Calendar days until the quota is renewed or lost, today included. A quota of one day is today's, though it may end
 * past midnight; what a monthly plan never renews is made to last until the next bill.
 */
function daysLeft(plan: Plan, bucket: Bucket, atMs: number): number {
  const { every } = bucket.allowance.resets;
  if (every === 'day' || every === '24h') return 1;
  const zone = zoneTime(plan.timeZone);
  let { endMs } = periodOf(bucket);
  if (endMs === Infinity && plan.validity.kind === 'months') {
    const clock = monthClock(zone, plan.validity.billingDay);
    const index = clock.near(atMs);
    endMs = clock.at(index) > atMs ? clock.at(index) : clock.at(index + 1);
  }
  return endMs === Infinity ? Infinity : Math.max(1, zone.dayOf(endMs - 1) - zone.dayOf(atMs) + 1);
}
