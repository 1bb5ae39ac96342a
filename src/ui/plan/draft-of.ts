import type { Allowance, Plan } from '../../core/contract.ts';
import { bytesPer } from '../format/data-unit.ts';
import { localText, newAllowance, newDraft, type AllowanceDraft, type PlanDraft } from './plan-draft.ts';

/** The draft to edit a plan with. */
export function draftOf(plan: Plan): PlanDraft {
  const { validity, price } = plan;
  const start = Date.parse(plan.activatedAt);
  return {
    ...newDraft(start, plan.timeZone),
    base: plan,
    name: plan.name,
    carrier: plan.carrier ?? '',
    validity: validity.kind,
    unit: plan.unit,
    ...(validity.kind === 'days' && { days: String(validity.days), clock: validity.clock }),
    ...(validity.kind === 'months' && { billingDay: String(validity.billingDay) }),
    ...(price && { price: String(price.amount), priceCurrency: price.currency }),
    allowances: plan.allowances.map((allowance) => {
      const draft = draftOfAllowance(allowance, plan.unit, plan.timeZone);
      // What renews with the plan goes on doing so when the plan's day is changed.
      const { resets } = allowance;
      const isWithPlan = validity.kind === 'months' && resets.every === 'month' && resets.day === validity.billingDay;
      return isWithPlan ? { ...draft, monthDay: '' } : draft;
    }),
  };
}

/** The draft of one allowance, with amounts in the plan's unit and times in its zone. */
export function draftOfAllowance(allowance: Allowance, unit: 1000 | 1024, timeZone: string): AllowanceDraft {
  const { resets, after, hours, from, until } = allowance;
  const local = (instant: string | undefined) =>
    instant === undefined ? '' : localText(Date.parse(instant), timeZone);
  return {
    ...newAllowance(allowance.id),
    base: allowance,
    label: allowance.label,
    ...(allowance.bytes === null ? { isLimited: false } : amountText(allowance.bytes, unit)),
    resets: resets.every,
    ...(resets.every === 'day' && { at: resets.at }),
    ...(resets.every === 'days' && { everyDays: String(resets.days) }),
    ...(resets.every === 'month' && { monthDay: String(resets.day) }),
    rollsOver: allowance.rollover === 'once',
    sites: (allowance.sites ?? []).join(' '),
    isFree: allowance.free === true,
    hoursFrom: hours?.from ?? '',
    hoursTo: hours?.to ?? '',
    from: local(from),
    until: local(until),
    after: after.kind === 'throttle' ? String(after.kbps) : after.kind,
    ...(after.kind === 'charge' && {
      perMB: String(after.perMB),
      currency: after.currency,
      dailyCap: after.dailyCap === undefined ? '' : String(after.dailyCap),
    }),
  };
}

function amountText(bytes: number, unit: 1000 | 1024): Pick<AllowanceDraft, 'amount' | 'amountUnit'> {
  const amountUnit = bytes >= bytesPer('GB', unit) ? 'GB' : 'MB';
  return { amount: String(Number((bytes / bytesPer(amountUnit, unit)).toFixed(3))), amountUnit };
}
