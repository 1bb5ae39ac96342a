import type { Allowance, Plan } from '../../core/contract.ts';
import { DAY } from '../format/wall-clock.ts';
import { readAmount, readWhole } from './draft-plan.ts';

/** A top-up as it is being typed. */
export type TopUpDraft = { amount: string; amountUnit: 'GB' | 'MB'; days: string };

export type TopUpField = 'amount' | 'days';

/** A top-up from `now` (ISO 8601) on: for so many times 24 hours, or as long as the plan. */
export function topUpOf(
  draft: TopUpDraft,
  plan: Plan,
  now: string,
  id: string,
): { allowance: Allowance } | { wrong: ReadonlySet<TopUpField> } {
  const bytes = readAmount(draft.amount, draft.amountUnit, plan.unit);
  const withPlan = draft.days.trim() === '';
  const days = withPlan ? undefined : readWhole(draft.days, 1, 366);
  const wrong = new Set<TopUpField>();
  if (bytes === undefined) wrong.add('amount');
  if (!withPlan && days === undefined) wrong.add('days');
  if (wrong.size > 0 || bytes === undefined) return { wrong };
  return {
    allowance: {
      id,
      label: `+${draft.amount.trim()} ${draft.amountUnit}`,
      bytes,
      resets: { every: 'never' },
      from: now,
      ...(days === undefined ? {} : { until: new Date(Date.parse(now) + days * DAY).toISOString() }),
      // What follows a top-up is what followed the plan's own data.
      after: plan.allowances[0]?.after ?? { kind: 'cut' },
    },
  };
}
