import type { Plan } from '../contract.ts';
import { DAY_MS } from '../duration.ts';
import { planSpan } from '../plan-span.ts';
import { monthClock } from '../reset-clock.ts';
import { zoneTime } from '../zone-time.ts';

/** An open plan has no term of its own. */
const OPEN_DAYS = 30;

/**
 * A plan as if it were bought at `nowMs`, without the top-ups of the last time, and when its term ends. A monthly plan
 * begins its month then, whatever its billing day, so that a whole one is judged.
 */
export function trialOf(plan: Plan, nowMs: number, mostDays: number): { trial: Plan; endMs: number } {
  const zone = zoneTime(plan.timeZone);
  const day = new Date(zone.dayOf(nowMs) * DAY_MS).getUTCDate();
  const allowances = plan.allowances
    .filter(({ from, until }) => from === undefined && until === undefined)
    .map((one) => (one.resets.every === 'month' ? { ...one, resets: { every: 'month' as const, day } } : one));
  const trial: Plan = {
    ...plan,
    activatedAt: new Date(nowMs).toISOString(),
    validity: plan.validity.kind === 'months' ? { kind: 'months', billingDay: day } : plan.validity,
    allowances: allowances.length > 0 ? allowances : plan.allowances,
  };
  return { trial, endMs: Math.min(termEnd(trial, nowMs, day), nowMs + mostDays * DAY_MS) };
}

function termEnd(trial: Plan, nowMs: number, day: number): number {
  const { kind } = trial.validity;
  if (kind === 'days') return planSpan(trial).endMs;
  if (kind === 'open') return nowMs + OPEN_DAYS * DAY_MS;
  const clock = monthClock(zoneTime(trial.timeZone), day);
  let index = clock.near(nowMs);
  while (clock.at(index) <= nowMs) index++;
  return clock.at(index);
}
