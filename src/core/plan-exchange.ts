import type { Plan } from './contract.ts';
import { shareablePlan, withOwnPacks } from './shareable-plan.ts';
import type { SharedPlan } from './shared-items.ts';

/** What a device remembers of a plan that it has shared or taken over: the edit's time, and what of it is shared, as it was then. */
export type KnownPlan = { at: number; json: string };

/** What has to be done so that all devices have the same plans. */
export type PlanExchange = {
  /** Plans to add or to replace on this device. */
  save: Plan[];
  /** Plans to put into the account's storage. */
  publish: SharedPlan[];
  known: Map<string, KnownPlan>;
};

/**
 * Plans that devices share: the latest edit wins; one that was changed on both sides since they last met stays as it is
 * on this device. A plan that was removed here does not come back, and goes on elsewhere. No site's name is shared: packs for
 * certain sites stay as they are on each device.
 *
 * @param active id of the plan that this device is on: it is shared even if no other device has it yet
 * @param now epoch ms
 */
export function exchangePlans(
  own: readonly Plan[],
  shared: ReadonlyMap<string, SharedPlan>,
  known: ReadonlyMap<string, KnownPlan>,
  active: string | null,
  now: number,
): PlanExchange {
  const result: PlanExchange = { save: [], publish: [], known: new Map(known) };
  const take = ({ plan, at }: SharedPlan, own?: Plan) => {
    const shared = shareablePlan(plan);
    if (shared === null) return;
    result.save.push(withOwnPacks(shared, own));
    result.known.set(plan.id, { at, json: JSON.stringify(shared) });
  };
  const give = (plan: Plan, at: number) => {
    result.publish.push({ plan, at });
    result.known.set(plan.id, { at, json: JSON.stringify(plan) });
  };
  for (const [id, item] of shared) if (!own.some((plan) => plan.id === id) && !known.has(id)) take(item);
  for (const whole of own) {
    const plan = shareablePlan(whole);
    if (plan === null) continue;
    const item = shared.get(plan.id);
    const before = known.get(plan.id);
    const json = JSON.stringify(plan);
    if (!item) {
      if (plan.id === active) give(plan, before?.json === json ? before.at : now);
    } else if (json === JSON.stringify(item.plan)) {
      result.known.set(plan.id, { at: Math.max(item.at, before?.at ?? 0), json });
    } else if ((before !== undefined && before.json !== json) || json === JSON.stringify(shareablePlan(item.plan))) {
      // Changed here since the two met, and a clock that lags must not lose the edit; or left by a version that shared all of it.
      give(plan, Math.max(now, item.at + 1));
    } else take(item, whole);
  }
  return result;
}
