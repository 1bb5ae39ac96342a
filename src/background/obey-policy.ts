import type { PlanBook } from './plan-book.ts';
import { presetPlan } from './preset-plan.ts';

/**
 * Adds the plan that an organisation's policy presets, once.
 *
 * @param now epoch ms
 * @returns whether it was added
 * @throws where the plan is invalid
 */
export async function obeyPolicy(
  policy: Readonly<Record<string, unknown>>,
  plans: Pick<PlanBook, 'addPreset'>,
  now: number,
): Promise<boolean> {
  const plan = presetPlan(policy, new Date(now).toISOString());
  if (plan === null) return false;
  if ('error' in plan) throw new Error(`the policy’s plan: ${plan.error}`);
  return plans.addPreset(plan);
}
