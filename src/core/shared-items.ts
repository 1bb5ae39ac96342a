import * as v from 'valibot';
import type { Plan } from './contract.ts';
import type { DayCounter, DayTotals } from './day-totals.ts';
import { parsePlan } from './plan.ts';

/** What devices leave for each other in the browser account's storage: one item for each plan, and for each device and plan. */
export type SharedItems = {
  plans: Map<string, SharedPlan>;
  totals: SharedTotals[];
};

/** A plan as it stands in the account. */
export type SharedPlan = { plan: Plan; /** Epoch ms of the edit. */ at: number };

/** What one device has used of one plan, by day. */
export type SharedTotals = {
  device: string;
  plan: string;
  /** Epoch ms it was written. */ at: number;
  days: DayTotals;
};

/** Days in one item at most. */
const MOST_DAYS = 300;

/** Characters of an item's days: with its key and the longest names they fit in the 8 KB that it may have. */
const ROOM_FOR_DAYS = 7_750;

const MOST_BYTES = 1e15;

const bytes = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_BYTES));
const at = v.pipe(v.number(), v.finite());
const totalsSchema = v.object({
  at,
  device: v.pipe(v.string(), v.maxLength(64)),
  plan: v.pipe(v.string(), v.maxLength(100)),
  days: v.pipe(v.array(v.tuple([v.pipe(v.number(), v.integer()), bytes, bytes])), v.maxLength(MOST_DAYS)),
});
const planItemSchema = v.object({ at, plan: v.unknown() });

/** The key of a plan’s item in the account’s storage. */
export const planKey = (plan: string): string => `plan:${plan}`;

/** The key of one device’s totals of one plan. */
export const totalsKey = (device: string, plan: string): string => `use:${device}:${plan}`;

/** A plan as it is stored; `parseSharedItems` reads it. */
export const planItem = ({ plan, at }: SharedPlan): object => ({ at, plan });

const rowOf = (day: number, { counted, withdrawn }: DayCounter) => [day, counted, withdrawn];

/** The days that an item has room for: the latest, oldest first. */
export function latestDays(days: DayTotals): DayTotals {
  const latest: [number, DayCounter][] = [];
  let room = ROOM_FOR_DAYS;
  for (const [day, counter] of [...days].sort(([a], [b]) => b - a).slice(0, MOST_DAYS)) {
    room -= JSON.stringify(rowOf(day, counter)).length + 1;
    if (room < 0) break;
    latest.push([day, counter]);
  }
  return new Map(latest.reverse());
}

/** Totals as they are stored, as many days as there is room for; `parseSharedItems` reads them. */
export const totalsItem = ({ device, plan, at, days }: SharedTotals): object => ({
  at,
  device,
  plan,
  days: [...latestDays(days)].map(([day, counter]) => rowOf(day, counter)),
});

/**
 * Reads what is there. Anything may stand in the account's storage: what is not of these shapes is passed over.
 *
 * @param now ISO 8601
 */
export function parseSharedItems(items: Readonly<Record<string, unknown>>, now: string): SharedItems {
  const plans = new Map<string, SharedPlan>();
  const totals: SharedTotals[] = [];
  for (const [key, value] of Object.entries(items)) {
    if (key.startsWith('plan:')) {
      const item = v.safeParse(planItemSchema, value);
      const plan = item.success ? parsePlan(item.output.plan, now) : null;
      if (item.success && plan !== null && !('error' in plan) && key === planKey(plan.id))
        plans.set(plan.id, { plan, at: item.output.at });
    } else if (key.startsWith('use:')) {
      const item = v.safeParse(totalsSchema, value);
      if (!item.success || key !== totalsKey(item.output.device, item.output.plan)) continue;
      const days = new Map(item.output.days.map(([day, counted, withdrawn]) => [day, { counted, withdrawn }]));
      totals.push({ ...item.output, days });
    }
  }
  return { plans, totals };
}
