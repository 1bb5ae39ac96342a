import type { Plan, Refusal } from '../core/contract.ts';
import { parsePlan } from '../core/plan.ts';

/**
 * The plan that an organisation's policy presets.
 *
 * The browser's policy schema knows neither `null` nor alternatives: an allowance there without `bytes` is unlimited.
 * Everything else is as in `plan.save`.
 *
 * @param now ISO 8601 instant
 * @returns `null` where the policy presets none, else the plan or what is wrong with it
 */
export function presetPlan(policy: Readonly<Record<string, unknown>>, now: string): Plan | Refusal | null {
  const { plan } = policy;
  if (plan === undefined) return null;
  return parsePlan(withNulls(plan), now);
}

function withNulls(plan: unknown): unknown {
  if (typeof plan !== 'object' || plan === null || !('allowances' in plan) || !Array.isArray(plan.allowances))
    return plan;
  const allowances = plan.allowances.map((one: unknown) =>
    typeof one === 'object' && one !== null ? { bytes: null, ...one } : one,
  );
  return { ...plan, allowances };
}
