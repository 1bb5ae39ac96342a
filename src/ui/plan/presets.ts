import { DAY_MS } from '../../core/duration.ts';
import { localText, newAllowance, newDraft, type AllowanceDraft, type PlanDraft } from './plan-draft.ts';

/** The four kinds of plan that the first run offers. */
export const PLAN_KINDS = ['total', 'daily', 'monthly', 'open'] as const;
export type PlanKind = (typeof PLAN_KINDS)[number];

/** The kinds of plan that carriers sell, the most common first. */
export const PRESETS = [
  ...['total', 'daily', 'monthly', 'hours', 'stages', 'rollover', 'prepaid'],
  ...['night', 'packs', 'perMb', 'several', 'open'],
] as Preset[];
export type Preset = PlanKind | 'hours' | 'stages' | 'rollover' | 'prepaid' | 'night' | 'packs' | 'perMb' | 'several';

/** Days that a prepaid balance is valid, and by which a top-up extends it. */
export const PREPAID_DAYS = 90;

/** How each preset differs from `newDraft`; the amounts are the most common ones. */
const SHAPES: Record<Preset, (now: number, timeZone: string) => Shape> = {
  total: () => ({ main: { amount: '15' } }),
  daily: () => ({ main: { amount: '3', resets: 'day', after: '128' } }),
  monthly: () => ({ plan: { validity: 'months' }, main: { amount: '20', resets: 'month', after: '128' } }),
  hours: () => ({ plan: { days: '1', clock: 'hours' }, main: { amount: '500', amountUnit: 'MB', after: '128' } }),
  stages: () => ({ plan: { days: '90' }, main: { amount: '5', resets: 'days', everyDays: '30', after: '128' } }),
  rollover: () => ({
    plan: { validity: 'months', unit: 1024 },
    main: { amount: '20', resets: 'month', rollsOver: true, after: 'cut' },
  }),
  prepaid: (now, timeZone) => ({
    plan: { validity: 'open' },
    main: { amount: '10', until: localText(now + PREPAID_DAYS * DAY_MS, timeZone) },
  }),
  night: () => ({
    plan: { validity: 'months' },
    main: { amount: '20', resets: 'month', after: '128' },
    more: [{ isLimited: false, hoursFrom: '23:00', hoursTo: '07:00', isFree: true }],
  }),
  packs: () => ({
    plan: { days: '30' },
    main: { amount: '10', after: '128' },
    more: [
      { amount: '5', sites: 'youtube.com' },
      { isLimited: false, sites: 'whatsapp.com', isFree: true },
    ],
  }),
  perMb: () => ({
    plan: { validity: 'open' },
    main: { amount: '0', amountUnit: 'MB', after: 'charge', perMB: '1.5', dailyCap: '68' },
  }),
  several: () => ({
    plan: { validity: 'months' },
    main: { amount: '10', resets: 'month', after: '128' },
    more: [{ amount: '2', resets: 'month', after: '128' }],
  }),
  open: () => ({ plan: { validity: 'open' }, main: { isLimited: false } }),
};

type Shape = { plan?: Partial<PlanDraft>; main: Partial<AllowanceDraft>; more?: Partial<AllowanceDraft>[] };

/** The initial draft of a preset. @param now epoch ms */
export function presetDraft(preset: Preset, now: number, timeZone: string): PlanDraft {
  const { plan, main, more = [] } = SHAPES[preset](now, timeZone);
  const allowances = [main, ...more].map((one, index) => ({
    ...newAllowance(index === 0 ? 'main' : `more-${index}`),
    ...one,
  }));
  return { ...newDraft(now, timeZone), ...plan, allowances };
}
