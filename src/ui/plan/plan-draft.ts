import type { Allowance, Plan, Resets, Validity } from '../../core/contract.ts';
import { clockText } from '../format/when-text.ts';
import { wallClock } from '../format/wall-clock.ts';

/** Speeds that carriers usually throttle to, kbit/s. */
export const THROTTLES = [128, 256, 300, 384, 512, 1000] as const;

/** An allowance as form fields, mostly as typed; `''`: the field is empty. */
export type AllowanceDraft = {
  /** The allowance that it was made from, whose values are kept where they are not edited; `null`: a new one. */
  base: Allowance | null;
  id: string;
  /** Empty: named after the plan. */
  label: string;
  isLimited: boolean;
  amount: string;
  amountUnit: 'GB' | 'MB';
  resets: Resets['every'];
  /** `04:00` */
  at: string;
  everyDays: string;
  /** Day of the month; empty: the plan's own. */
  monthDay: string;
  rollsOver: boolean;
  /** Separated by spaces, commas or line breaks. */
  sites: string;
  isFree: boolean;
  hoursFrom: string;
  hoursTo: string;
  /** When it is valid, `2026-11-19T14:02` by the plan's clock. */
  from: string;
  until: string;
  /** `cut`, `charge`, or kbit/s. */
  after: string;
  perMB: string;
  currency: string;
  dailyCap: string;
};

/** A plan as form fields. */
export type PlanDraft = {
  /** The plan that it was made from; `null`: a new one. */
  base: Plan | null;
  /** Empty: named after its allowance, see `draftName`. */
  name: string;
  carrier: string;
  validity: Validity['kind'];
  days: string;
  clock: 'calendar' | 'hours';
  billingDay: string;
  /** `2026-11-19T14:02`, by the wall clock of `timeZone`. */
  startedAt: string;
  timeZone: string;
  unit: 1000 | 1024;
  price: string;
  priceCurrency: string;
  allowances: AllowanceDraft[];
};

/**
 * The initial draft of a new plan: 7 GB for 7 days, started now. Until the user says otherwise, 1 GB is 1000 MB, since
 * that warns earlier.
 *
 * @param now epoch ms
 */
export function newDraft(now: number, timeZone: string): PlanDraft {
  return {
    base: null,
    name: '',
    carrier: '',
    validity: 'days',
    days: '7',
    clock: 'calendar',
    billingDay: '1',
    startedAt: localText(now, timeZone),
    timeZone,
    unit: 1000,
    price: '',
    priceCurrency: 'HKD',
    allowances: [newAllowance('main')],
  };
}

/** A new allowance, with the most common figures. */
export function newAllowance(id: string): AllowanceDraft {
  return {
    base: null,
    id,
    label: '',
    isLimited: true,
    amount: '7',
    amountUnit: 'GB',
    resets: 'never',
    at: '00:00',
    everyDays: '30',
    monthDay: '',
    rollsOver: false,
    sites: '',
    isFree: false,
    hoursFrom: '',
    hoursTo: '',
    from: '',
    until: '',
    after: 'cut',
    perMB: '1',
    currency: 'HKD',
    dailyCap: '',
  };
}

/** An instant (epoch ms) in the format of a `datetime-local` field. */
export function localText(instant: number, timeZone: string): string {
  const wall = wallClock(instant, timeZone);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${wall.year}-${two(wall.month)}-${two(wall.day)}T${clockText(wall)}`;
}
