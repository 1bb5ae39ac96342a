import type { After, Allowance, Plan, Resets, Validity } from '../../core/contract.ts';
import { bytesPer } from '../format/data-unit.ts';
import { DAY, instantOf } from '../format/wall-clock.ts';
import type { PlanDraft } from './plan-draft.ts';

export type DraftField = 'name' | 'amount' | 'days' | 'billingDay' | 'startedAt';

/** A draft that holds a plan, or the fields that keep it from being one. */
export type DraftResult = { plan: Plan } | { wrong: ReadonlySet<DraftField> };

/** No plan is sold with more; a typing error is. */
const MOST_GB = 100_000;
const MOST_DAYS = 366;
const YEARS_AHEAD = 2;

/**
 * @param id of the plan to be
 * @param fallbackName where the draft has none
 * @param now epoch ms; a plan cannot begin more than two years from it, nor before 2000
 */
export function draftPlan(draft: PlanDraft, id: string, fallbackName: string, now: number): DraftResult {
  const name = draft.name.trim() || fallbackName;
  const amount = draft.kind === 'open' ? null : readAmount(draft.amount, draft.amountUnit, draft.unit);
  const days = readWhole(draft.days, 1, MOST_DAYS);
  const billingDay = readWhole(draft.billingDay, 1, 31);
  const startedAt = readStart(draft, now);
  const wrong = new Set<DraftField>();
  if (name.length > 80) wrong.add('name');
  if (amount === undefined) wrong.add('amount');
  if (days === undefined && (draft.kind === 'total' || draft.kind === 'daily')) wrong.add('days');
  if (billingDay === undefined && draft.kind === 'monthly') wrong.add('billingDay');
  if (startedAt === undefined) wrong.add('startedAt');
  if (wrong.size > 0 || amount === undefined || startedAt === undefined) return { wrong };
  const parts = { days: days ?? 1, billingDay: billingDay ?? 1 };
  const allowance: Allowance = {
    id: 'main',
    label: name,
    bytes: amount,
    resets: resetsOf(draft, parts),
    after: afterOf(draft),
  };
  return {
    plan: {
      id,
      name,
      timeZone: draft.timeZone,
      unit: draft.unit,
      activatedAt: new Date(startedAt).toISOString(),
      validity: validityOf(draft, parts),
      allowances: [allowance],
    },
  };
}

function validityOf({ kind, clock }: PlanDraft, { days, billingDay }: { days: number; billingDay: number }): Validity {
  if (kind === 'open') return { kind: 'open' };
  return kind === 'monthly' ? { kind: 'months', billingDay } : { kind: 'days', days, clock };
}

function resetsOf({ kind, clock }: PlanDraft, { billingDay }: { billingDay: number }): Resets {
  if (kind === 'monthly') return { every: 'month', day: billingDay };
  if (kind !== 'daily') return { every: 'never' };
  return clock === 'hours' ? { every: '24h' } : { every: 'day', at: '00:00' };
}

function afterOf({ after }: PlanDraft): After {
  return after === 'cut' ? { kind: 'cut' } : { kind: 'throttle', kbps: Number(after) };
}

/** Bytes of a typed amount, with a decimal point or comma; `undefined`: it is none. */
export function readAmount(text: string, unit: 'GB' | 'MB', base: 1000 | 1024): number | undefined {
  const typed = text.trim().replace(',', '.');
  const value = Number(typed);
  const bytes = Math.round(value * bytesPer(unit, base));
  return typed !== '' && bytes > 0 && bytes <= MOST_GB * bytesPer('GB', base) ? bytes : undefined;
}

/** A whole number within bounds; `undefined`: it is none. */
export function readWhole(text: string, least: number, most: number): number | undefined {
  const value = Number(text.trim());
  return text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most ? value : undefined;
}

function readStart({ startedAt, timeZone }: PlanDraft, now: number): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(startedAt);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map(Number);
  const instant = instantOf({ year, month, day, hour, minute }, timeZone);
  return year >= 2000 && instant <= now + YEARS_AHEAD * 365 * DAY ? instant : undefined;
}
