import { futureUsage } from './advice/future-usage.ts';
import { siteShares } from './advice/site-shares.ts';
import { trialOf } from './advice/trial-plan.ts';
import type { Plan, Usage } from './contract.ts';
import { drawDown } from './draw-down.ts';
import { DAY_MS } from './duration.ts';
import { learnFutures } from './forecast/learn-futures.ts';
import { MEMORY_DAYS } from './forecast/day-book.ts';
import { PATHS } from './forecast/futures.ts';
import { instantMs } from './forecast/instant-ms.ts';
import { createZoneClock } from './forecast/zone-clock.ts';
import { overageCost } from './overage.ts';

/** How a plan would have gone with the user’s own use. */
export type Advice = {
  /** The plan's id. */
  plan: string;
  /** Share of simulated futures in which nothing was slowed, charged or cut until its term ended, 0…1. */
  lasts: number;
  /** Its price and what overage would cost on average, in its own currency; `null` where it names no price. */
  cost: number | null;
};

/** Every fourth of the forecast's futures: a share is told to whole per cents. */
const STRIDE = 4;

/** Longest term that futures are drawn for; a plan of a year is judged by its first quarter. */
const MOST_DAYS = 92;

/**
 * Each plan as if it were bought now, against the same futures drawn from the user's own history. A plan of N days is
 * judged over N days, a monthly one over a month, an open one over thirty days. The same input gives the same answer:
 * futures depend on nothing but the history, the day and the zone.
 *
 * @param history metered use before `now`, in any order; rows without a site count as general traffic
 * @param now ISO 8601
 * @returns best first: what lasts in more futures, then what costs less; an unknown cost comes last
 * @throws RangeError where an instant or a zone cannot be read
 */
export function advise(
  history: readonly (Omit<Usage, 'site'> & { site?: string })[],
  plans: readonly Plan[],
  now: string,
): Advice[] {
  const nowMs = instantMs(now);
  const past = history.filter(({ bytes }) => bytes > 0 && bytes < Infinity);
  const byZone = new Map<string, ReturnType<typeof learn>>();
  const learn = (timeZone: string) => {
    const clock = createZoneClock(timeZone, nowMs - MEMORY_DAYS * DAY_MS, nowMs + (MOST_DAYS + 2) * DAY_MS);
    return { clock, learned: learnFutures(past, nowMs, clock) };
  };
  const advices = plans.map((plan): Advice => {
    const known = byZone.get(plan.timeZone) ?? learn(plan.timeZone);
    byZone.set(plan.timeZone, known);
    const { trial, endMs } = trialOf(plan, nowMs, MOST_DAYS);
    const shares = siteShares(past, trial);
    let lasting = 0;
    let overage = 0;
    let futures = 0;
    for (let path = 0; path < PATHS; path += STRIDE) {
      const usage =
        known.learned === null ? [] : futureUsage(known.learned, known.clock, { path, nowMs, endMs, shares });
      const { overflow } = drawDown(trial, usage, endMs - 1, nowMs);
      futures++;
      if (overflow.length === 0) lasting++;
      else overage += overageCost(trial, overflow, endMs - 1)?.amount ?? 0;
    }
    const cost = plan.price === undefined ? null : plan.price.amount + overage / futures;
    return { plan: plan.id, lasts: lasting / futures, cost: cost === null ? null : Math.round(cost * 100) / 100 };
  });
  return advices.sort((a, b) => b.lasts - a.lasts || (a.cost ?? Infinity) - (b.cost ?? Infinity) || 0);
}
