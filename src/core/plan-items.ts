import * as v from 'valibot';
import { addressHash } from './address-hash.ts';
import type { Allowance, Plan } from './contract.ts';
import { DAY_MS } from './duration.ts';
import { parsePlan } from './plan.ts';
import { storedBytes } from './stored-bytes.ts';

/** A plan as the account's storage has it. */
export type SharedPlan = { plan: Plan; /** Epoch ms of the edit. */ at: number };

/** The plans in the account’s storage. */
export type PlanItems = {
  plans: Map<string, SharedPlan>;
  /** Plans of which not every part has come yet, by the edit's time: browsers bring items one by one. */
  coming: Map<string, number>;
  /** The keys of a plan's head and parts. */
  splitKeys: Map<string, string[]>;
  /** Keys that nothing refers to any more. */
  stale: string[];
};

/** The most bytes that browsers allow an item (`QUOTA_BYTES_PER_ITEM`). */
export const ITEM_BYTES = 8192;

/**
 * How long a part that no head names is kept: it may have come before its head, or be left of a writer that was
 * stopped.
 */
const NAMELESS_FOR_MS = DAY_MS;

/** When an item was written, in epoch ms, within the range of `Date`. */
export const editTime = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15));

const wholeSchema = v.object({ at: editTime, plan: v.unknown() });
const headSchema = v.object({
  at: editTime,
  plan: v.looseObject({ id: v.string() }),
  parts: v.pipe(v.array(v.string()), v.maxLength(50)),
});
const partSchema = v.object({ allowances: v.array(v.unknown()) });

const planKey = (plan: string): string => `plan:${plan}`;
const headKey = (plan: string): string => `head:${plan}`;

/** Every key that a plan may stand under. */
export const planKeys = (plan: string, { splitKeys }: Pick<PlanItems, 'splitKeys'>): string[] => [
  planKey(plan),
  ...(splitKeys.get(plan) ?? []),
];

/**
 * The storage items of a plan; `parsePlanItems` reads them. A plan too large for one item is split: its allowances into
 * parts, under names that were never used before, and then a head that names them. So what is read is always one
 * complete edit.
 */
export function planItems({ plan, at }: SharedPlan): Record<string, object> {
  const whole = { at, plan };
  if (storedBytes(planKey(plan.id), whole) <= ITEM_BYTES) return { [planKey(plan.id)]: whole };
  const { allowances, ...rest } = plan;
  const name = `part:${at.toString(36)}-${addressHash(JSON.stringify(plan))}`;
  const parts = partsOf(allowances, name);
  return { ...parts, [headKey(plan.id)]: { at, plan: rest, parts: Object.keys(parts) } };
}

function partsOf(allowances: readonly Allowance[], name: string): Record<string, { allowances: Allowance[] }> {
  const parts: Record<string, { allowances: Allowance[] }> = {};
  let key = `${name}-0`;
  for (const allowance of allowances) {
    const grown = { allowances: [...(parts[key]?.allowances ?? []), allowance] };
    const isFull = parts[key] !== undefined && storedBytes(key, grown) > ITEM_BYTES;
    if (isFull) key = `${name}-${Object.keys(parts).length}`;
    parts[key] = isFull ? { allowances: [allowance] } : grown;
  }
  return parts;
}

/**
 * Reads the plans among the account's items; anything of another shape is ignored. Of a plan that is there both whole
 * and split the later edit counts: versions that know no parts write it whole.
 *
 * @param now ISO 8601
 */
export function parsePlanItems(items: Readonly<Record<string, unknown>>, now: string): PlanItems {
  const found: PlanItems = { plans: new Map(), coming: new Map(), splitKeys: new Map(), stale: [] };
  for (const [key, value] of Object.entries(items)) {
    if (!key.startsWith('plan:')) continue;
    const item = v.safeParse(wholeSchema, value);
    const plan = item.success ? readPlan(item.output.plan, now) : null;
    if (item.success && plan && key === planKey(plan.id)) found.plans.set(plan.id, { plan, at: item.output.at });
  }
  for (const [key, value] of Object.entries(items))
    if (key.startsWith('head:')) readHead(found, items, key, value, now);
  const named = new Set([...found.splitKeys.values()].flat());
  for (const key of Object.keys(items)) {
    const written = /^part:([0-9a-z]{1,11})-/.exec(key)?.[1];
    if (written === undefined || named.has(key)) continue;
    if (Math.abs(Date.parse(now) - parseInt(written, 36)) > NAMELESS_FOR_MS) found.stale.push(key);
  }
  return found;
}

function readHead(
  found: PlanItems,
  items: Readonly<Record<string, unknown>>,
  key: string,
  value: unknown,
  now: string,
) {
  const head = v.safeParse(headSchema, value);
  if (!head.success || key !== headKey(head.output.plan.id)) return;
  const { at, plan: rest, parts } = head.output;
  const whole = found.plans.get(rest.id);
  if (whole && whole.at > at) {
    found.stale.push(key);
    return;
  }
  const read = parts.map((part) => v.safeParse(partSchema, Object.hasOwn(items, part) ? items[part] : null));
  const isWhole = read.every(({ success }) => success);
  const plan = isWhole ? readPlan({ ...rest, allowances: read.flatMap(allowancesOf) }, now) : null;
  if (isWhole && !plan) return;
  found.splitKeys.set(rest.id, [key, ...parts]);
  if (plan) found.plans.set(rest.id, { plan, at });
  else {
    found.plans.delete(rest.id);
    found.coming.set(rest.id, at);
  }
}

const allowancesOf = (part: v.SafeParseResult<typeof partSchema>) => (part.success ? part.output.allowances : []);

function readPlan(input: unknown, now: string): Plan | null {
  const plan = parsePlan(input, now);
  return 'error' in plan ? null : plan;
}
