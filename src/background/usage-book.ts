import { addCells, EMPTY_CELL } from '../core/cell.ts';
import type { Plan, Usage } from '../core/contract.ts';
import { DAY_MS, HOUR_MS } from '../core/duration.ts';
import { addToRows, type SiteRows } from '../core/ledger-rows.ts';
import { LONGEST_SLOT_MS } from '../core/slot.ts';
import type { Posting } from '../storage/ledger.ts';
import type { SlotSites } from '../storage/read-slots.ts';
import type { Owner } from '../storage/schema.ts';

/** Reads usage: what is on disk together with what is still to be written. */
export type UsageBook = {
  /** Slots that overlap `from`…`to` (epoch ms), in order of time, with what each site cost. */
  slots(from: number, to: number): Promise<SlotSites[]>;
  /** The range, widened so that it cuts no slot on disk: it is then summed once. */
  widen(from: number, to: number, counts: (owner: Owner) => boolean): Promise<{ from: number; to: number }>;
  /** Hosts and kinds of the slots that overlap `from`…`to`, summed, and the range that these slots cover. */
  sum(
    from: number,
    to: number,
    counts: (owner: Owner) => boolean,
  ): Promise<{ from: number; to: number; rows: SiteRows }>;
  /** A plan's usage since it began, as `planStatus` takes it. `plans` in the order they were added. */
  ofPlan(plan: Plan, plans: readonly Plan[], now: number): Promise<Usage[]>;
  /** Something was posted to the slot that ends then (epoch ms). */
  posted(to: number): void;
  /** To be called where old slots have changed on disk. */
  forget(): void;
};

/**
 * A slot that ended this long ago is hardly written to any more: corrections arrive within minutes, but those of a
 * transfer that has gone on for hours are spread over all of it.
 */
const SETTLED_MS = HOUR_MS;

/** Days of settled slots cached at most; the oldest entries go first. */
const DAYS_KEPT = 100;

/**
 * Whether a record belongs to `plan`: metered on it, or metered before any plan existed and this is the first plan
 * that was activated before the record's end.
 */
export function belongsTo(record: { from: number; to: number; owner: Owner }, plan: Plan, plans: readonly Plan[]) {
  if (record.owner === `plan:${plan.id}`) return true;
  if (record.owner !== 'none') return false;
  return plans.find((one) => Date.parse(one.activatedAt) < record.to)?.id === plan.id;
}

export type UsageBookDeps = {
  readSlotSites(from: number, to: number): Promise<SlotSites[]>;
  widen: UsageBook['widen'];
  sumSlots(
    from: number,
    to: number,
    counts: (owner: Owner) => boolean,
  ): Promise<{ from: number; to: number; rows: SiteRows }>;
  unsaved(): Posting[];
  now(): number;
};

/** Caches settled days in memory; `forget` invalidates them. */
export function createUsageBook(deps: UsageBookDeps): UsageBook {
  /** Whole settled days by their start (UTC). */
  const settled = new Map<number, SlotSites[]>();
  /** What the last requested plan used before `until`. */
  let settledUse: { key: string; until: number; usage: readonly Usage[] } | null = null;
  let lastNow = -Infinity;
  /** The number of invalidations: what was read before one must not be cached after it. */
  let forgotten = 0;

  /** What is before this is cached. */
  const settledUntil = () => Math.floor((deps.now() - SETTLED_MS) / DAY_MS) * DAY_MS;

  const forget = () => {
    settled.clear();
    settledUse = null;
    forgotten++;
  };

  const stored = async (from: number, to: number): Promise<SlotSites[]> => {
    const limit = settledUntil();
    // A clock that was set back writes into days that had seemed settled, and so do postings that could not be written
    // for long.
    if (deps.now() < lastNow || waiting(0, limit).length > 0) forget();
    lastNow = deps.now();
    const first = Math.floor(from / DAY_MS) * DAY_MS;
    const last = Math.max(first, Math.min(limit, Math.floor(to / DAY_MS) * DAY_MS));
    // Frequent requests end now: look for cached days from the end backwards.
    let day = last;
    while (day > first && settled.has(day - DAY_MS)) day -= DAY_MS;
    if (day === last) return read(first, to, limit);
    const kept: SlotSites[] = [];
    for (let at = day; at < last; at += DAY_MS) kept.push(...settled.get(at)!);
    const [before, after] = await Promise.all([
      first < day ? read(first, day, limit) : [],
      last < to ? read(last, to, limit) : [],
    ]);
    return [...before, ...kept, ...after];
  };

  const read = async (from: number, to: number, limit: number): Promise<SlotSites[]> => {
    const before = forgotten;
    const fresh = (await deps.readSlotSites(from, to)).filter((record) => record.from >= from);
    if (forgotten === before && waiting(0, limit).length === 0)
      keep(fresh, Math.max(from, limit - DAYS_KEPT * DAY_MS), Math.min(to, limit));
    return fresh;
  };

  /** Only the last days are cached: they are requested again and again. */
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
    // An imported archive may have a record of the same range: each record stays as it is, and only one of them grows.
    const all = [...records];
    const places = new Map(records.map((record, index) => [`${record.from} ${record.owner}`, index]));
    const own = new Set<string>();
    for (const { slot, owner, site, cell } of unsaved) {
      const key = `${slot.from} ${owner}`;
      const place = places.get(key) ?? all.length;
      const record: SlotSites = all[place] ?? { ...slot, owner, sites: new Map() };
      if (!own.has(key)) all[place] = { ...record, sites: new Map(record.sites) };
      places.set(key, place);
      own.add(key);
      const { sites } = all[place]!;
      sites.set(site, addCells(sites.get(site) ?? EMPTY_CELL, cell));
    }
    return all.sort((a, b) => a.from - b.from);
  };

  /** Of slots that begin at `from` or later, or overlap the plan's beginning. */
  const usageOf = async (plan: Plan, plans: readonly Plan[], from: number, to: number): Promise<Usage[]> => {
    const named = new Set(plan.allowances.flatMap((allowance) => allowance.sites ?? []));
    const usage: Usage[] = [];
    for (const record of await slots(from, to)) {
      if (!belongsTo(record, plan, plans)) continue;
      if (record.from < from && from > Date.parse(plan.activatedAt)) continue;
      const times = { from: new Date(record.from).toISOString(), to: new Date(record.to).toISOString() };
      let rest = 0;
      for (const [site, { down, up }] of record.sites) {
        if (named.has(site)) usage.push({ ...times, site, bytes: down + up });
        else rest += down + up;
      }
      // Sites that no allowance names draw on the same allowances: one row for all will do.
      if (rest > 0) usage.push({ ...times, site: '', bytes: rest });
    }
    return usage;
  };

  return {
    slots,
    widen: deps.widen,
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
      const begin = Date.parse(plan.activatedAt);
      const limit = settledUntil();
      if (now < limit || limit <= begin || waiting(0, limit).length > 0) return usageOf(plan, plans, begin, now);
      const key = JSON.stringify([plan.id, begin, plan.allowances.map(({ sites }) => sites), plans.map(spanOf)]);
      let book = settledUse?.key === key && settledUse.until <= limit ? settledUse : { key, until: begin, usage: [] };
      if (book.until < limit) {
        const [before, times] = [settledUse, forgotten];
        book = { key, until: limit, usage: [...book.usage, ...(await usageOf(plan, plans, book.until, limit))] };
        // Not if it was invalidated or replaced meanwhile.
        if (settledUse === before && forgotten === times) settledUse = book;
      }
      return [...book.usage, ...(await usageOf(plan, plans, limit, now))];
    },
    posted: (to) => {
      if (to <= settledUntil()) forget();
    },
    forget,
  };
}

const spanOf = ({ id, activatedAt }: Plan) => [id, activatedAt];
