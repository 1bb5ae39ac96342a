import * as v from 'valibot';
import type { DayCounter, DayTotals } from './day-totals.ts';
import { editTime, ITEM_BYTES, parsePlanItems, type PlanItems } from './plan-items.ts';
import { storedBytes } from './stored-bytes.ts';

/**
 * What devices leave for each other in the browser account's storage: the plans, and an item for each device and plan.
 */
export type SharedItems = PlanItems & { totals: SharedTotals[] };

/** What one device has used of one plan, by day. */
export type SharedTotals = {
  device: string;
  plan: string;
  /** Epoch ms it was written. */ at: number;
  days: DayTotals;
};

/** Days in one item at most. */
const MOST_DAYS = 300;

const MOST_BYTES = 1e15;

/** The end of the year 9999: nothing was used on any later day. */
const LAST_DAY = 2_932_896;

const bytes = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_BYTES));
const day = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LAST_DAY));
const totalsSchema = v.object({
  at: editTime,
  device: v.pipe(v.string(), v.maxLength(64)),
  plan: v.pipe(v.string(), v.maxLength(100)),
  days: v.pipe(v.array(v.tuple([day, bytes, bytes])), v.maxLength(MOST_DAYS)),
});

/** Nothing is shared. */
export const noItems = (): SharedItems => ({
  plans: new Map(),
  coming: new Map(),
  splitKeys: new Map(),
  stale: [],
  totals: [],
});

/** The key of one device’s totals of one plan. */
export const totalsKey = (device: string, plan: string): string => `use:${device}:${plan}`;

const rowOf = (day: number, { counted, withdrawn }: DayCounter) => [day, counted, withdrawn];

/** The days that an item has room for: the latest, oldest first. */
export function latestDays({ device, plan, at, days }: SharedTotals): DayTotals {
  const latest: [number, DayCounter][] = [];
  let room = ITEM_BYTES - storedBytes(totalsKey(device, plan), { at, device, plan, days: [] });
  for (const [day, counter] of [...days].sort(([a], [b]) => b - a).slice(0, MOST_DAYS)) {
    room -= JSON.stringify(rowOf(day, counter)).length + 1;
    if (room < 0) break;
    latest.push([day, counter]);
  }
  return new Map(latest.reverse());
}

/** Totals as they are stored, as many days as there is room for; `parseSharedItems` reads them. */
export const totalsItem = (totals: SharedTotals): object => {
  const { at, device, plan } = totals;
  return { at, device, plan, days: [...latestDays(totals)].map(([day, counter]) => rowOf(day, counter)) };
};

/**
 * Reads what is there. Anything may be in the account's storage: what has none of these shapes is ignored.
 *
 * @param now ISO 8601
 */
export function parseSharedItems(items: Readonly<Record<string, unknown>>, now: string): SharedItems {
  const totals: SharedTotals[] = [];
  for (const [key, value] of Object.entries(items)) {
    if (!key.startsWith('use:')) continue;
    const item = v.safeParse(totalsSchema, value);
    if (!item.success || key !== totalsKey(item.output.device, item.output.plan)) continue;
    const days = new Map(item.output.days.map(([day, counted, withdrawn]) => [day, { counted, withdrawn }]));
    totals.push({ ...item.output, days });
  }
  return { ...parsePlanItems(items, now), totals };
}
