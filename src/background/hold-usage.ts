import type { PlanStatus } from '../core/contract.ts';
import { currentPeriod } from '../core/current-period.ts';
import { DAY_MS } from '../core/duration.ts';
import { addToMinute, usualMinute } from '../core/usual-minute.ts';
import type { PlanBook } from './plan-book.ts';
import { belongsTo, type UsageBook } from './usage-book.ts';

/** Bytes between two instants: of one site, or of all sites except some. */
export type BytesOf = (sites: string | { except: readonly string[] }, from: number, to: number) => number;

/** What holds read from the ledger. Bytes are metered wire bytes. */
export type HoldUsage = {
  /** By site, between two instants (epoch ms). */
  bySite(from: number, to: number): Promise<Map<string, number>>;
  /** Reads a time range once, and answers for any site between two instants in it. */
  between(from: number, to: number): Promise<BytesOf>;
  /** Of one site and of all in the plan's current period; without a plan, since counting began. */
  cost(site: string, status: PlanStatus | null, now: number): Promise<{ site: number; all: number }>;
  /** A site's use in a typical minute of the last fortnight; `null`: it was not used. */
  perMinute(site: string, now: number): Promise<number | null>;
};

const FORTNIGHT_MS = 14 * DAY_MS;

/** Reads the usage book each time; caches nothing. */
export function createHoldUsage({ usage, plans }: { usage: UsageBook; plans: PlanBook }): HoldUsage {
  const metered = async (from: number, to: number) =>
    (await usage.slots(from, to)).filter(({ owner }) => owner !== 'unmetered');
  return {
    bySite: async (from, to) => {
      const sums = new Map<string, number>();
      for (const { sites } of await metered(from, to))
        for (const [site, { down, up }] of sites) sums.set(site, (sums.get(site) ?? 0) + down + up);
      return sums;
    },
    between: async (from, to) => {
      const bySite = new Map<string, { from: number; to: number; bytes: number }[]>();
      for (const record of await metered(from, to))
        for (const [site, { down, up }] of record.sites) {
          const rows = bySite.get(site) ?? [];
          rows.push({ from: record.from, to: record.to, bytes: down + up });
          bySite.set(site, rows);
        }
      const ofSite = (site: string, first: number, last: number) =>
        (bySite.get(site) ?? [])
          .filter((row) => row.to > first && row.from < last)
          .reduce((sum, { bytes }) => sum + bytes, 0);
      return (sites, first, last) => {
        if (typeof sites === 'string') return ofSite(sites, first, last);
        const others = [...bySite.keys()].filter((site) => !sites.except.includes(site));
        return others.reduce((sum, site) => sum + ofSite(site, first, last), 0);
      };
    },
    cost: async (site, status, now) => {
      const from = status ? Date.parse(currentPeriod(status).from) : (plans.settings().countingSince ?? now);
      const sum = { site: 0, all: 0 };
      for (const record of await metered(from, now)) {
        if (status && !belongsTo(record, status.plan, plans.list().plans)) continue;
        for (const [name, { down, up }] of record.sites) {
          sum.all += down + up;
          if (name === site) sum.site += down + up;
        }
      }
      return sum;
    },
    perMinute: async (site, now) => {
      const sum = { bytes: 0, weighed: 0 };
      for (const { from, to, sites } of await metered(now - FORTNIGHT_MS, now)) {
        const cell = sites.get(site);
        if (cell) addToMinute(sum, { from, to: Math.min(to, now) }, cell.down + cell.up);
      }
      return usualMinute(sum);
    },
  };
}
