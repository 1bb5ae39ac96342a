import { isGeneral, leftOf, periodOf, type Bucket } from './allowance-bucket.ts';
import type { Allowance, Plan, PlanState, PlanStatus, Reading, Usage } from './contract.ts';
import { drawDown, type DrawDown } from './draw-down.ts';
import { epochMs } from './epoch-ms.ts';
import { lastToRunOut } from './last-to-run-out.ts';
import { learnedForecast } from './learned-forecast.ts';
import { overageCost } from './overage.ts';
import { countedBuckets, leftAt, mainBucket, usedOf } from './plan-figures.ts';
import type { Forecaster } from './plan-forecast.ts';
import { planRebase, type Rebase } from './plan-rebase.ts';
import { planSpan } from './plan-span.ts';
import { planToday } from './plan-today.ts';
import { zoneTime } from './zone-time.ts';

const LEARNED = learnedForecast();

/**
 * Where a plan stands at an instant: what each allowance gave and holds, what general traffic may still draw on, how
 * much of it today, how long it lasts.
 *
 * Before the plan starts its figures are those it will start with. Once it has ended nothing remains to be drawn on,
 * and `allowances` show their last periods as they ended: what they still hold was left unused. Instants in the reply
 * are in UTC.
 *
 * @param plan as `parsePlan` accepts it
 * @param usage bytes spread evenly over their time, any order; what lies outside the plan's life is left out
 * @param now ISO 8601 instant
 * @param readings of this plan; see `planRebase`
 * @param forecaster tells the future; by default from this plan's own use alone
 * @throws RangeError where `now` or the plan's `activatedAt` is no instant, or its zone unknown
 */
export function planStatus(
  plan: Plan,
  usage: readonly Usage[],
  now: string,
  readings: readonly Reading[] = [],
  forecaster: Forecaster = LEARNED,
): PlanStatus {
  const nowMs = epochMs(now);
  const span = planSpan(plan);
  if (Number.isNaN(nowMs) || Number.isNaN(span.startMs))
    throw new RangeError(`not an instant: ${now}, ${plan.activatedAt}`);
  // The nearest instant at which the plan lives: periods are those of that instant.
  const atMs = Math.max(span.startMs, Math.min(nowMs, span.endMs - 1));
  const isLive = atMs === nowMs;
  const zone = zoneTime(plan.timeZone);
  const today = zone.dayOf(nowMs);
  const todayMs = zone.dayStart(today);

  const rebase = planRebase(plan, readings, nowMs);
  const drawn = drawDown(plan, usage, nowMs, todayMs, rebase?.stop);
  const { buckets } = drawn;
  const used = Math.max(0, usedOf(countedBuckets(buckets, atMs)) + (rebase?.usedShift ?? 0));
  const left = nowMs >= span.endMs ? 0 : leftAt(buckets, atMs);
  const remaining = left === Infinity ? null : left;
  const cost = overageCost(plan, drawn.overflow, atMs);
  const todayFigures = planToday(plan, drawn, atMs, todayMs);

  return {
    at: iso(nowMs),
    plan,
    state: stateOf(buckets, span, nowMs, left),
    startsAt: iso(span.startMs),
    endsAt: isoOrNull(span.endMs),
    used,
    remaining,
    allowances: buckets.map((bucket) => ({
      id: bucket.allowance.id,
      used: bucket.used,
      remaining: bucket.allowance.bytes === null ? null : leftOf(bucket),
      periodStart: iso(periodOf(bucket).startMs),
      periodEnd: isoOrNull(periodOf(bucket).endMs),
    })),
    today: {
      start: iso(todayMs),
      end: iso(zone.dayStart(today + 1)),
      used: todayFigures.used,
      share: isLive ? todayFigures.share : 0,
    },
    forecast: forecaster(forecastInput(plan, usage, drawn, rebase, { nowMs, used, remaining, isLive })),
    outside: rebase?.outside ?? null,
    ...(cost === undefined ? {} : { cost }),
  };
}

function stateOf(
  buckets: readonly Bucket[],
  span: { startMs: number; endMs: number },
  nowMs: number,
  left: number,
): PlanState {
  if (nowMs < span.startMs) return 'not-started';
  if (nowMs >= span.endMs) return 'expired';
  const isOver = buckets.some(isGeneral) ? left === 0 : buckets.every((bucket) => leftOf(bucket) === 0);
  const after = isOver ? lastToRunOut(buckets, nowMs)?.allowance.after.kind : undefined;
  return after === undefined ? 'active' : STATE_AFTER[after];
}

const STATE_AFTER: Record<Allowance['after']['kind'], PlanState> = {
  throttle: 'throttled',
  charge: 'charging',
  cut: 'cut',
};

function forecastInput(
  plan: Plan,
  usage: readonly Usage[],
  drawn: DrawDown,
  rebase: Rebase | null,
  { nowMs, used, remaining, isLive }: { nowMs: number; used: number; remaining: number | null; isLive: boolean },
) {
  const main = mainBucket(drawn.buckets);
  const period = main === undefined ? planSpan(plan) : periodOf(main);
  const outside = rebase?.outside ?? null;
  // Who installs a meter in the middle of a period has used data before: only a reading knows of that.
  const sinceMs = outside === null ? Math.max(period.startMs, Math.min(drawn.firstMs, nowMs)) : period.startMs;
  const uncharged = new Set(plan.allowances.flatMap(({ sites }) => sites ?? []));
  return {
    nowMs,
    sinceMs,
    bytes: Math.max(0, drawn.countedSince(period.startMs) + (outside ?? 0)),
    used,
    remaining,
    untilMs: isLive ? (period.endMs === Infinity ? null : period.endMs) : nowMs,
    timeZone: plan.timeZone,
    history: () => (uncharged.size === 0 ? usage : usage.filter(({ site }) => !uncharged.has(site))),
  };
}

const iso = (ms: number): string => new Date(ms).toISOString();
const isoOrNull = (ms: number): string | null => (ms === Infinity ? null : iso(ms));
