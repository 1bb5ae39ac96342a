import type { Plan } from './contract.ts';
import { DAY_MS } from './duration.ts';
import type { SharedPlan } from './plan-items.ts';
import { shareablePlan, withOwnPacks } from './shareable-plan.ts';

/**
 * What a device remembers of a plan that it has shared or taken over: the time of the edit, and the shared part of the
 * plan as it was then.
 */
export type KnownPlan = { at: number; json: string };

/** A plan of which parts are missing: its edit's time, and since when this device has seen it so. */
export type ComingPlan = { at: number; since: number };

/** What this device waits for, by plan; `coming` are the edits whose parts are missing now. */
export const noteComing = (
  before: ReadonlyMap<string, ComingPlan>,
  coming: ReadonlyMap<string, number>,
  now: number,
): Map<string, ComingPlan> =>
  new Map(
    [...coming].map(([id, at]) => {
      const same = before.get(id);
      return [id, same?.at === at ? same : { at, since: now }];
    }),
  );

/**
 * Browsers sync the items of an edit within minutes of each other, in any order; one that was switched off meanwhile
 * may need a day.
 */
const LOST_AFTER_MS = DAY_MS;

/** What has to be done so that all devices have the same plans. */
export type PlanExchange = {
  /** Plans to add or to replace on this device. */
  save: Plan[];
  /** Plans to put into the account's storage; known as `knownOf` says once they are there, and not before. */
  publish: SharedPlan[];
  /** What is known once `save` is done. */
  known: Map<string, KnownPlan>;
};

/** What is remembered of a plan that was shared. */
export const knownOf = ({ plan, at }: SharedPlan): KnownPlan => ({ at, json: JSON.stringify(plan) });

/**
 * Plans that devices share: the latest edit wins; one that was changed on both sides since they last met stays as it is
 * on this device. A plan that was removed here does not come back, and goes on elsewhere. No site's name is shared:
 * packs for certain sites stay as they are on each device. A plan whose parts are still coming is waited for; if they
 * were lost, a device that has the plan writes it anew.
 *
 * @param active id of the plan that this device is on: it is shared even if no other device has it yet
 * @param now epoch ms
 */
export function exchangePlans(
  own: readonly Plan[],
  { plans: shared, coming }: { plans: ReadonlyMap<string, SharedPlan>; coming: ReadonlyMap<string, ComingPlan> },
  known: ReadonlyMap<string, KnownPlan>,
  active: string | null,
  now: number,
): PlanExchange {
  const result: PlanExchange = { save: [], publish: [], known: new Map(known) };
  const take = ({ plan, at }: SharedPlan, own?: Plan) => {
    const shared = shareablePlan(plan);
    if (shared === null) return;
    result.save.push(withOwnPacks(shared, own));
    result.known.set(plan.id, knownOf({ plan: shared, at }));
  };
  const give = (plan: Plan, at: number) => result.publish.push({ plan, at });
  for (const [id, item] of shared) if (!own.some((plan) => plan.id === id) && !known.has(id)) take(item);
  for (const whole of own) {
    const plan = shareablePlan(whole);
    if (plan === null) continue;
    const item = shared.get(plan.id);
    const before = known.get(plan.id);
    const json = JSON.stringify(plan);
    // Changed here since the two met, and a clock that lags must not lose the edit.
    const isChanged = before !== undefined && before.json !== json;
    const awaited = coming.get(plan.id);
    if (awaited) {
      const isLost = now - awaited.since > LOST_AFTER_MS;
      if (isChanged || isLost) give(plan, Math.max(now, awaited.at + 1));
    } else if (!item) {
      if (plan.id === active) give(plan, before?.json === json ? before.at : now);
    } else if (json === JSON.stringify(item.plan)) {
      result.known.set(plan.id, { at: Math.max(item.at, before?.at ?? 0), json });
    } else if (isChanged || json === JSON.stringify(shareablePlan(item.plan))) {
      // The second case: a version that shared the whole plan has left it.
      give(plan, Math.max(now, item.at + 1));
    } else take(item, whole);
  }
  return result;
}
