import { addCells, EMPTY_CELL } from '../core/cell.ts';
import type { Plan, Usage } from '../core/contract.ts';
import { addToRows, type SiteRows } from '../core/ledger-rows.ts';
import { LONGEST_SLOT_MS } from '../core/slot.ts';
import type { Posting } from '../storage/ledger.ts';
import type { SlotSites } from '../storage/read-slots.ts';
import type { Owner } from '../storage/schema.ts';

/** Reads usage: what is on disk and what is still to be written, together. */
export type UsageBook = {
  /** Slots that touch `from`…`to` (epoch ms), in order of time, with what each site cost. */
  slots(from: number, to: number): Promise<SlotSites[]>;
  /** Hosts and kinds of the slots that touch `from`…`to`, summed, and the stretch that these slots cover. */
  sum(
    from: number,
    to: number,
    counts: (owner: Owner) => boolean,
  ): Promise<{ from: number; to: number; rows: SiteRows }>;
  /** A plan's usage since it began, as `planStatus` takes it. `plans` in the order they were added. */
  ofPlan(plan: Plan, plans: readonly Plan[], now: number): Promise<Usage[]>;
  /** To be called where old slots have changed on disk. */
  forget(): void;
};

/** A slot cannot be written to any more once it ended this long ago: corrections come within minutes. */
const SETTLED_MS = 3_600_000;

/** Days of settled slots kept in memory at most; those that were asked for longest ago go first. */
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

export type UsageBookDeps = {
  readSlotSites(from: number, to: number): Promise<SlotSites[]>;
  sumSlots(
    from: number,
    to: number,
    counts: (owner: Owner) => boolean,
  ): Promise<{ from: number; to: number; rows: SiteRows }>;
  unsaved(): Posting[];
  now(): number;
};

export function createUsageBook(deps: UsageBookDeps): UsageBook {
  /** Whole settled days by their beginning (UTC). */
  const settled = new Map<number, SlotSites[]>();
  let lastNow = -Infinity;

  const stored = async (from: number, to: number): Promise<SlotSites[]> => {
    // A clock that was set back writes into days that had seemed settled.
    if (deps.now() < lastNow) settled.clear();
    lastNow = deps.now();
    const limit = Math.floor((deps.now() - SETTLED_MS) / DAY_MS) * DAY_MS;
    const found: SlotSites[] = [];
    let day = Math.floor(from / DAY_MS) * DAY_MS;
    while (day < Math.min(to, limit) && settled.has(day)) {
      found.push(...settled.get(day)!);
      day += DAY_MS;
    }
    if (day >= to) return found;
    const fresh = (await deps.readSlotSites(day, to)).filter((record) => record.from >= day);
    keep(fresh, Math.max(day, limit - DAYS_KEPT * DAY_MS), Math.min(to, limit));
    return [...found, ...fresh];
  };

  /** Only the last days are kept: they are what is asked for again and again. */
  const keep = (records: readonly SlotSites[], from: number, to: number) => {
    const byDay = new Map<number, SlotSites[]>();
    for (let day = from; day + DAY_MS <= to; day += DAY_MS) byDay.set(day, []);
    for (const record of records) byDay.get(Math.floor(record.from / DAY_MS) * DAY_MS)?.push(record);
    for (const [day, kept] of byDay) {
      settled.set(day, kept);
      if (settled.size > DAYS_KEPT) settled.delete(settled.keys().next().value!);
    }
  };

  const waiting = (from: number, to: number) => deps.unsaved().filter(({ slot }) => slot.to > from && slot.from < to);

  const slots = async (from: number, to: number): Promise<SlotSites[]> => {
    const touches = (record: { from: number; to: number }) => record.to > from && record.from < to;
    const records = (await stored(from - LONGEST_SLOT_MS, to)).filter(touches);
    const unsaved = waiting(from, to);
    if (unsaved.length === 0) return records;
    const byKey = new Map(records.map((record) => [`${record.from} ${record.owner}`, record]));
    const own = new Set<string>();
    for (const { slot, owner, site, cell } of unsaved) {
      const key = `${slot.from} ${owner}`;
      const record: SlotSites = byKey.get(key) ?? { ...slot, owner, sites: new Map() };
      if (!own.has(key)) byKey.set(key, { ...record, sites: new Map(record.sites) });
      own.add(key);
      const { sites } = byKey.get(key)!;
      sites.set(site, addCells(sites.get(site) ?? EMPTY_CELL, cell));
    }
    return [...byKey.values()].sort((a, b) => a.from - b.from);
  };

  return {
    slots,
    sum: async (from, to, counts) => {
      const sum = await deps.sumSlots(from, to, counts);
      for (const { slot, owner, site, host, kind, cell } of waiting(from, to)) {
        if (!counts(owner)) continue;
        sum.from = Math.min(sum.from, slot.from);
        sum.to = Math.max(sum.to, slot.to);
        addToRows(sum.rows, site, host, kind, cell);
      }
      return sum;
    },
    ofPlan: async (plan, plans, now) => {
      const named = new Set(plan.allowances.flatMap((allowance) => allowance.sites ?? []));
      const usage: Usage[] = [];
      for (const record of await slots(Date.parse(plan.activatedAt), now)) {
        if (!belongsTo(record, plan, plans)) continue;
        const from = new Date(record.from).toISOString();
        const to = new Date(record.to).toISOString();
        let rest = 0;
        for (const [site, { down, up }] of record.sites) {
          if (named.has(site)) usage.push({ from, to, site, bytes: down + up });
          else rest += down + up;
        }
        // Sites that no allowance names draw on the same ones: one row will do.
        if (rest > 0) usage.push({ from, to, site: '', bytes: rest });
      }
      return usage;
    },
    forget: () => settled.clear(),
  };
}
