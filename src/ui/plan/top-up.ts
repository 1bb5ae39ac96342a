import type { Allowance, Plan } from '../../core/contract.ts';
import { DAY_MS } from '../../core/duration.ts';
import { readBytes, readWhole } from './read-field.ts';

/** A top-up as form fields. */
export type TopUpDraft = {
  amount: string;
  amountUnit: 'GB' | 'MB';
  /** Days that it is valid; empty: as long as the plan. */
  days: string;
  /** Whether the remaining balance becomes valid for as long as the top-up. */
  extends: boolean;
};

export type TopUpField = 'amount' | 'days';

/** Ten years, as for plans. */
const MOST_DAYS = 3660;

/** Whether a plan is a prepaid balance, whose end a top-up postpones: the plan has no end, but an allowance has. */
export const isPrepaid = ({ validity, allowances }: Plan): boolean =>
  validity.kind === 'open' && allowances.some(({ until }) => until !== undefined);

/** A plan with a top-up added. @param isExtending whether allowances still valid then last at least as long as it */
export function withTopUp(plan: Plan, topUp: Allowance, isExtending: boolean): Plan {
  const [from, until] = [topUp.from, topUp.until].map((instant) => Date.parse(instant ?? ''));
  const isExtended = (end: string | undefined) =>
    isExtending && end !== undefined && Date.parse(end) > from! && Date.parse(end) < until!;
  const allowances = plan.allowances.map((one) => (isExtended(one.until) ? { ...one, until: topUp.until } : one));
  return { ...plan, allowances: [...allowances, topUp] };
}

/**
 * The top-up of a draft, or the fields that are invalid. It is valid from `now` (ISO 8601), for `days` × 24 hours or as
 * long as the plan.
 */
export function topUpOf(
  draft: TopUpDraft,
  plan: Plan,
  now: string,
  id: string,
): { allowance: Allowance } | { wrong: ReadonlySet<TopUpField> } {
  const bytes = readBytes(draft.amount, draft.amountUnit, plan.unit) || undefined;
  const withPlan = draft.days.trim() === '';
  const days = withPlan ? undefined : readWhole(draft.days, 1, MOST_DAYS);
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
      ...(days === undefined ? {} : { until: new Date(Date.parse(now) + days * DAY_MS).toISOString() }),
      // When the top-up is used up, the same happens as when the plan's own data is.
      after: plan.allowances[0]?.after ?? { kind: 'cut' },
    },
  };
}
