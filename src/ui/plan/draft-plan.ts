import type { Plan, Validity } from '../../core/contract.ts';
import { DAY_MS } from '../../core/duration.ts';
import { draftAllowance, type AllowanceField } from './draft-allowance.ts';
import { draftOf } from './draft-of.ts';
import type { PlanDraft } from './plan-draft.ts';
import { MOST_PRICE, readInstant, readNumber, readWhole } from './read-field.ts';

/** A field of the plan, or of the allowance at an index: `0.amount`. */
export type DraftField =
  'name' | 'carrier' | 'days' | 'billingDay' | 'startedAt' | 'price' | `${number}.${AllowanceField}`;

/** The plan of a draft, or the fields that are invalid. */
export type DraftResult = { plan: Plan } | { wrong: ReadonlySet<DraftField> };

/** Ten years, as in `parsePlan`. */
const MOST_DAYS = 3660;
const YEARS_AHEAD = 2;

/**
 * The plan of a draft. Of a draft that was made from a plan, everything that was not edited is kept exactly, including
 * what no field shows.
 *
 * @param id the plan's id, if it is a new one
 * @param fallbackName the plan's name, if the draft has none
 * @param now epoch ms; a plan cannot start more than two years later, nor before 2000
 */
export function draftPlan(draft: PlanDraft, id: string, fallbackName: string, now: number): DraftResult {
  const { base } = draft;
  const original = base === null ? null : draftOf(base);
  const wrong = new Set<DraftField>();
  const name = draft.name.trim() || fallbackName;
  const carrier = draft.carrier.trim();
  if (name.length > 80) wrong.add('name');
  if (carrier.length > 80) wrong.add('carrier');
  const validity = validityOf(draft, wrong);
  const isStartKept =
    original !== null && original.startedAt === draft.startedAt && original.timeZone === draft.timeZone;
  const startedAt = isStartKept ? base!.activatedAt : startOf(draft, now);
  if (startedAt === undefined) wrong.add('startedAt');
  const price = priceOf(draft, wrong);
  const context = {
    unit: draft.unit,
    timeZone: draft.timeZone,
    billingDay: validity?.kind === 'months' ? validity.billingDay : 1,
    name,
    isUnitKept: original?.unit === draft.unit,
    isZoneKept: original?.timeZone === draft.timeZone,
  };
  const allowances = draft.allowances.map((one, index) => {
    const result = draftAllowance(one, context);
    const until = 'allowance' in result ? result.allowance.until : undefined;
    if (until !== undefined && startedAt !== undefined && Date.parse(until) <= Date.parse(startedAt))
      wrong.add(`${index}.life`);
    if ('allowance' in result) return result.allowance;
    for (const field of result.wrong) wrong.add(`${index}.${field}`);
    return null;
  });
  if (wrong.size > 0 || validity === undefined || startedAt === undefined) return { wrong };
  const plan: Plan = {
    ...base,
    id: base?.id ?? id,
    name,
    timeZone: draft.timeZone,
    unit: draft.unit,
    activatedAt: startedAt,
    validity,
    allowances: allowances.filter((one) => one !== null),
    ...(carrier !== '' && { carrier }),
    ...(price !== undefined && { price }),
  };
  if (carrier === '') delete plan.carrier;
  if (price === undefined) delete plan.price;
  return { plan };
}

function validityOf(draft: PlanDraft, wrong: Set<DraftField>): Validity | undefined {
  if (draft.validity === 'open') return { kind: 'open' };
  if (draft.validity === 'months') {
    const billingDay = readWhole(draft.billingDay, 1, 31);
    if (billingDay === undefined) wrong.add('billingDay');
    return billingDay === undefined ? undefined : { kind: 'months', billingDay };
  }
  const days = readWhole(draft.days, 1, MOST_DAYS);
  if (days === undefined) wrong.add('days');
  return days === undefined ? undefined : { kind: 'days', days, clock: draft.clock };
}

function priceOf({ price, priceCurrency }: PlanDraft, wrong: Set<DraftField>): Plan['price'] {
  if (price.trim() === '') return undefined;
  const amount = readNumber(price, MOST_PRICE);
  const currency = priceCurrency.trim().toUpperCase();
  if (amount === undefined || !/^[A-Z]{3}$/.test(currency)) wrong.add('price');
  return amount === undefined ? undefined : { amount, currency };
}

function startOf({ startedAt, timeZone }: PlanDraft, now: number): string | undefined {
  const instant = readInstant(startedAt, timeZone);
  const isSound = instant !== undefined && Number(startedAt.slice(0, 4)) >= 2000;
  return isSound && instant <= now + YEARS_AHEAD * 365 * DAY_MS ? new Date(instant).toISOString() : undefined;
}
