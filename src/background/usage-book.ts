import type { Plan, Usage } from '../core/contract.ts';
import { addToRows, mergeRows, siteCell, type SiteRows } from '../core/ledger-rows.ts';
import { SLOT_MS } from '../core/slot.ts';
import type { Posting } from '../storage/ledger.ts';
import type { Owner, SlotRecord } from '../storage/schema.ts';

/** Reads usage: what is on disk and what is still to be written, together. */
export type UsageBook = {
  /** Slots that touch `from`…`to` (epoch ms), in order of time. */
  slots(from: number, to: number): Promise<SlotRecord[]>;
  /** A plan's usage since it began, as `planStatus` takes it. `plans` in the order they were added. */
  ofPlan(plan: Plan, plans: readonly Plan[], now: number): Promise<Usage[]>;
};

/** A slot cannot be written to any more once it ended this long ago: corrections come within minutes. */
const SETTLED_MS = 3_600_000;

/** Days of settled slots kept in memory at most. */
const DAYS_KEPT = 100;

const DAY_MS = 86_400_000;

/**
 * Whether usage of `owner` belongs to `plan`: what was metered on it, and what was metered before any plan existed,
 * if it is the first one whose beginning lies before that usage.
 */
export function belongsTo(record: { from: number; to: number; owner: Owner }, plan: Plan, plans: readonly Plan[]) {
  if (record.owner === `plan:${plan.id}`) return true;
  if (record.owner !== 'none') return false;
  return plans.find((one) => Date.parse(one.activatedAt) < record.to)?.id === plan.id;
}

export function createUsageBook(deps: {
  readSlots(from: number, to: number): Promise<SlotRecord[]>;
  unsaved(): Posting[];
  now(): number;
}): UsageBook {
  /** Whole settled days by their beginning (UTC). */
  const settled = new Map<number, SlotRecord[]>();
  let lastNow = -Infinity;

  const stored = async (from: number, to: number): Promise<SlotRecord[]> => {
    // A clock that was set back writes into days that had seemed settled.
    if (deps.now() < lastNow) settled.clear();
    lastNow = deps.now();
    const limit = Math.floor((deps.now() - SETTLED_MS) / DAY_MS) * DAY_MS;
    const found: SlotRecord[] = [];
    let day = Math.floor(from / DAY_MS) * DAY_MS;
    while (day < Math.min(to, limit) && settled.has(day)) {
      found.push(...settled.get(day)!);
      day += DAY_MS;
    }
    if (day >= to) return found;
    const fresh = await deps.readSlots(day, to);
    const byDay = new Map<number, SlotRecord[]>();
    for (let one = day; one + DAY_MS <= Math.min(to, limit); one += DAY_MS) byDay.set(one, []);
    for (const record of fresh) byDay.get(Math.floor(record.from / DAY_MS) * DAY_MS)?.push(record);
    for (const [one, records] of byDay) if (settled.size < DAYS_KEPT) settled.set(one, records);
    return [...found, ...fresh.filter((record) => record.from >= day)];
  };

  const slots = async (from: number, to: number): Promise<SlotRecord[]> => {
    const records = (await stored(from - SLOT_MS, to)).filter((record) => record.to > from && record.from < to);
    const waiting = deps.unsaved().filter(({ slot }) => slot.to > from && slot.from < to);
    if (waiting.length === 0) return records;
    const byKey = new Map(records.map((record) => [`${record.from} ${record.owner}`, record]));
    for (const { slot, owner, site, host, kind, cell } of waiting) {
      const key = `${slot.from} ${owner}`;
      const rows: SiteRows = new Map();
      mergeRows(rows, byKey.get(key)?.rows ?? (new Map() as SiteRows));
      addToRows(rows, site, host, kind, cell);
      byKey.set(key, { ...slot, owner, rows });
    }
    return [...byKey.values()].sort((a, b) => a.from - b.from);
  };

  return {
    slots,
    ofPlan: async (plan, plans, now) => {
      const named = new Set(plan.allowances.flatMap((allowance) => allowance.sites ?? []));
      const usage: Usage[] = [];
      for (const record of await slots(Date.parse(plan.activatedAt), now)) {
        if (!belongsTo(record, plan, plans)) continue;
        const from = new Date(record.from).toISOString();
        const to = new Date(record.to).toISOString();
        let rest = 0;
        for (const site of record.rows.keys()) {
          const { down, up } = siteCell(record.rows, site);
          if (named.has(site)) usage.push({ from, to, site, bytes: down + up });
          else rest += down + up;
        }
        // Sites that no allowance names draw on the same ones: one row will do.
        if (rest > 0) usage.push({ from, to, site: '', bytes: rest });
      }
      return usage;
    },
  };
}
