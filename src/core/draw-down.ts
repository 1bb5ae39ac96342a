import { createBucket, isOpen, leftOf, turnTo, type Bucket } from './allowance-bucket.ts';
import type { Plan, Usage } from './contract.ts';
import { compareDraw } from './draw-order.ts';
import { lastToRunOut } from './last-to-run-out.ts';
import { planSpan } from './plan-span.ts';
import { siteClasses } from './site-classes.ts';
import { usageGrid } from './usage-grid.ts';
import { zoneTime } from './zone-time.ts';

/** Bytes that found nothing left at an instant, and the allowance that decides what follows. */
export type Overflow = { ms: number; bytes: number; bucket: Bucket | null };

/** What came of a walk through a plan’s usage. */
export type DrawDown = {
  /** In the order of the plan's allowances, as they stand at the walk's end. */
  buckets: Bucket[];
  /** Oldest first; within a day of the plan's zone each where some allowance charges. */
  overflow: Overflow[];
  /** Bytes that general traffic has cost since an instant, overflow included. */
  countedSince(ms: number): number;
  /** When the first row of usage began, epoch ms; `Infinity` without usage. */
  firstMs: number;
};

/** Something to do when the walk reaches an instant, before that instant's own traffic is drawn. */
export type Stop = { ms: number; visit(buckets: Bucket[], overflow: Overflow[]): Overflow | null };

/**
 * Draws usage down on a plan's allowances, walking from activation to `nowMs` or the plan's end. Between two edges (a
 * reset, a life's begin or end, the hours of a night pack, today's midnight, a stop) nothing changes which allowances
 * are open to whom, so traffic in between is summed first: the result depends on those sums alone, not on how it was
 * cut into rows. What each allowance gave and what overflowed sum exactly to the usage within the plan.
 *
 * @param stop one extra edge
 */
export function drawDown(
  plan: Plan,
  usage: readonly Usage[],
  nowMs: number,
  todayMs: number,
  stop: Stop | null = null,
): DrawDown {
  const span = planSpan(plan);
  const untilMs = Math.max(span.startMs, Math.min(nowMs, span.endMs));
  const buckets = plan.allowances.map((allowance) => createBucket(plan, allowance, untilMs));
  const edges = edgesOf(plan, buckets, untilMs, [todayMs, ...(stop === null ? [] : [stop.ms])]);
  const classes = siteClasses(plan.allowances);
  const grid = usageGrid(usage, edges, span.endMs, nowMs, classes);
  const overflow: Overflow[] = [];
  const counted: { ms: number; bytes: number }[] = [];
  let outs = 0;

  function markOut(bucket: Bucket): void {
    if (leftOf(bucket) > 0) bucket.outOrder = 0;
    else if (bucket.outOrder === 0) bucket.outOrder = ++outs;
  }

  edges.forEach((ms, stretch) => {
    for (const bucket of buckets) {
      turnTo(bucket, ms);
      if (bucket.current >= 0) markOut(bucket);
    }
    if (stop?.ms === ms) {
      const spilled = stop.visit(buckets, overflow);
      if (spilled !== null) overflow.push(spilled);
      [...buckets].sort(compareDraw).forEach(markOut);
    }
    let order: Bucket[] | null = null;
    for (let siteClass = 0; siteClass < classes.count; siteClass++) {
      const bytes = grid.bytes(stretch, siteClass);
      if (bytes === 0) continue;
      order ??= buckets.filter((bucket) => isOpen(bucket, ms)).sort(compareDraw);
      let rest = bytes;
      let general = 0;
      for (const bucket of order) {
        if (!classes.draws(siteClass, bucket.allowance)) continue;
        const isFree = bucket.allowance.free !== undefined;
        const taken = isFree ? rest : Math.min(rest, leftOf(bucket));
        take(bucket, taken, ms >= todayMs);
        markOut(bucket);
        rest -= taken;
        if (!isFree && bucket.allowance.sites === undefined) general += taken;
        if (rest === 0) break;
      }
      if (rest > 0) overflow.push({ ms, bytes: rest, bucket: lastToRunOut(buckets, ms) });
      if (general + rest > 0) counted.push({ ms, bytes: general + rest });
    }
  });

  return {
    buckets,
    overflow,
    countedSince: (sinceMs) => counted.reduce((sum, { ms, bytes }) => (ms >= sinceMs ? sum + bytes : sum), 0),
    firstMs: grid.firstMs,
  };
}

function take(bucket: Bucket, bytes: number, isToday: boolean): void {
  bucket.used += bytes;
  if (!isToday) return;
  bucket.drawnToday += bytes;
  bucket.drawnTodayThisPeriod += bytes;
}

function edgesOf(plan: Plan, buckets: readonly Bucket[], untilMs: number, extra: readonly number[]): number[] {
  const { startMs } = planSpan(plan);
  const edges = new Set([startMs]);
  const add = (ms: number) => {
    if (ms > startMs && ms <= untilMs) edges.add(ms);
  };
  extra.forEach(add);
  for (const { life, periods, windows } of buckets) {
    add(life.endMs);
    for (const period of periods) add(period.startMs);
    for (const window of windows ?? []) {
      add(window.startMs);
      add(window.endMs);
    }
  }
  // A charge may be capped by the day.
  if (plan.allowances.some(({ after }) => after.kind === 'charge')) {
    const zone = zoneTime(plan.timeZone);
    for (let day = zone.dayOf(startMs) + 1; day <= zone.dayOf(untilMs); day++) add(zone.dayStart(day));
  }
  return [...edges].sort((a, b) => a - b);
}
