import type { Allowance, Plan, PlanStatus, Reading, Usage } from '../../src/core/contract.ts';
import { forecastPlan, type Forecaster } from '../../src/core/plan-forecast.ts';
import { planStatus as planStatusOf } from '../../src/core/plan-status.ts';

export const MB = 1e6;
export const GB = 1e9;

/** 1 GB that never resets and ends in a cut. */
export const allowanceOf = (rest: Partial<Allowance>): Allowance => ({
  id: 'data',
  label: 'Data',
  bytes: GB,
  resets: { every: 'never' },
  after: { kind: 'cut' },
  ...rest,
});

/** Seven calendar days in Hong Kong from 1 March 2026, 10:00, with 1 GB. */
export const planOf = (rest: Partial<Plan>): Plan => ({
  id: 'plan',
  name: 'Plan',
  timeZone: 'Asia/Hong_Kong',
  unit: 1000,
  activatedAt: '2026-03-01T10:00:00+08:00',
  validity: { kind: 'days', days: 7, clock: 'calendar' },
  allowances: [allowanceOf({})],
  ...rest,
});

/** `hkt('02 13:30')`: that time on a day of March 2026 in Hong Kong. */
export const hkt = (dayAndTime: string): string => `2026-03-${dayAndTime.replace(' ', 'T')}:00+08:00`;

/** A transfer of `bytes` in the minute after `at`. */
export const at = (from: string, bytes: number, site = 'news.example'): Usage => ({
  from: new Date(Date.parse(from)).toISOString(),
  to: new Date(Date.parse(from) + 60_000).toISOString(),
  site,
  bytes,
});

export const over = (from: string, to: string, bytes: number, site = 'news.example'): Usage => ({
  from,
  to,
  site,
  bytes,
});

export const reading = (asOf: string, rest: Partial<Reading>): Reading => ({
  asOf,
  unit: 1000,
  scope: 'general',
  source: 'sms',
  ...rest,
});

/** `remaining` of an allowance. */
export const left = (status: PlanStatus, id: string): number | null | undefined =>
  status.allowances.find((row) => row.id === id)?.remaining;

export const drawn = (status: PlanStatus, id: string): number | undefined =>
  status.allowances.find((row) => row.id === id)?.used;

/** Normalises an instant, for comparison. */
export const same = (instant: string | null): string | null =>
  instant === null ? null : new Date(Date.parse(instant)).toISOString();

/** With the forecast by pace: these tests are about plans, and its figures can be worked out by hand. */
export const planStatus = (
  plan: Plan,
  usage: readonly Usage[],
  now: string,
  readings: readonly Reading[] = [],
  forecaster: Forecaster = forecastPlan,
): PlanStatus => planStatusOf(plan, usage, now, readings, forecaster);
