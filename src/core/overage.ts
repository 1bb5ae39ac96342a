import type { Plan } from './contract.ts';
import type { Overflow } from './draw-down.ts';
import { planSpan } from './plan-span.ts';
import { monthClock } from './reset-clock.ts';
import { zoneTime } from './zone-time.ts';

/**
 * What overage has cost: every MB past the allowance × its price, parts of an MB in proportion, at most the daily cap
 * on each calendar day of the plan's zone. Since activation, or since the last renewal where the plan is monthly. The
 * plan's own price is no part of it.
 *
 * @param overflow edges at midnight: see `drawDown`
 * @returns `undefined` where no allowance of the plan charges; rounded to a millionth
 */
export function overageCost(
  plan: Plan,
  overflow: readonly Overflow[],
  atMs: number,
): { amount: number; currency: string } | undefined {
  const charging = plan.allowances.find(({ after }) => after.kind === 'charge')?.after;
  if (charging?.kind !== 'charge') return undefined;
  const zone = zoneTime(plan.timeZone);
  const sinceMs = termStart(plan, atMs);
  const megabyte = plan.unit ** 2;

  const perDay = new Map<string, { amount: number; dailyCap: number }>();
  for (const { ms, bytes, bucket } of overflow) {
    const after = bucket?.allowance.after;
    if (ms < sinceMs || after?.kind !== 'charge') continue;
    const key = `${zone.dayOf(ms)} ${bucket?.allowance.id}`;
    const day = perDay.get(key) ?? { amount: 0, dailyCap: after.dailyCap ?? Infinity };
    day.amount += (bytes / megabyte) * after.perMB;
    perDay.set(key, day);
  }
  let amount = 0;
  for (const day of perDay.values()) amount += Math.min(day.amount, day.dailyCap);
  return { amount: Math.round(amount * 1e6) / 1e6, currency: charging.currency };
}

function termStart(plan: Plan, atMs: number): number {
  const { startMs } = planSpan(plan);
  const { validity } = plan;
  if (validity.kind !== 'months') return startMs;
  const clock = monthClock(zoneTime(plan.timeZone), validity.billingDay);
  const index = clock.near(atMs);
  return Math.max(startMs, clock.at(index) <= atMs ? clock.at(index) : clock.at(index - 1));
}
