import { advise, type Advice } from '../core/advice.ts';
import { siteCosts, type SiteCost } from '../core/advice/site-costs.ts';
import type { Plan, Refusal, Usage } from '../core/contract.ts';
import { DAY_MS } from '../core/duration.ts';
import { MEMORY_DAYS } from '../core/forecast/day-book.ts';
import { parsePlan } from '../core/plan.ts';
import type { PlanBook } from './plan-book.ts';
import type { UsageBook } from './usage-book.ts';

/** Advice from the user's own use, on plans and sites. */
export type AdviceReply = { advices: Advice[]; sites: SiteCost[]; days: number };

/** Sites' costs are those of the last weeks: habits change. */
const SITE_DAYS = 28;
const SITES_TOLD = 8;

/** @param candidates unchecked plans from outside; by default the stored ones */
export async function readAdvice(
  deps: { plans: PlanBook; usage: UsageBook; now(): number },
  candidates?: readonly unknown[],
): Promise<AdviceReply | Refusal> {
  const now = deps.now();
  const at = new Date(now).toISOString();
  const plans: Plan[] = [];
  for (const [index, candidate] of (candidates ?? deps.plans.list().plans).entries()) {
    const plan = parsePlan(candidate, at);
    if ('error' in plan) return { error: `message plans[${index}].${plan.error}` };
    plans.push(plan);
  }
  const records = (await deps.usage.slots(now - MEMORY_DAYS * DAY_MS, now)).filter(
    ({ owner }) => owner !== 'unmetered',
  );
  const history: Usage[] = records.flatMap(({ from, to, sites }) =>
    [...sites].map(([site, { down, up }]) => ({
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      site,
      bytes: down + up,
    })),
  );
  const since = now - SITE_DAYS * DAY_MS;
  const { rows } = await deps.usage.sum(since, now, (owner) => owner !== 'unmetered');
  const recent = records
    .filter(({ to }) => to > since)
    .map(({ from, to, sites }) => ({ from, to: Math.min(to, now), sites }));
  const days = Math.min(SITE_DAYS, Math.max(1, (now - (recent[0]?.from ?? now)) / DAY_MS));
  return { advices: advise(history, plans, at), sites: siteCosts(rows, recent, days, SITES_TOLD), days };
}
