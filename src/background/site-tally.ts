import { addCells, EMPTY_CELL, type Cell } from '../core/cell.ts';
import type { PopupSite } from '../core/popup-view.ts';
import type { SlotSites } from '../storage/read-slots.ts';

/** What some slots cost, in total and by site, heaviest first, with each site's bytes by day. */
export type SiteTally = { total: { bytes: number; low: number; high: number }; sites: PopupSite[] };

/** `days`: the start of each calendar day, oldest first (epoch ms); slots before the first count for no day. */
export function tallySites(records: readonly SlotSites[], days: readonly number[]): SiteTally {
  const bySite = new Map<string, { cell: Cell; days: number[] }>();
  for (const record of records) {
    const day = days.findLastIndex((start) => start <= record.from);
    for (const [site, cell] of record.sites) {
      const found = bySite.get(site) ?? { cell: EMPTY_CELL, days: days.map(() => 0) };
      bySite.set(site, found);
      found.cell = addCells(found.cell, cell);
      if (day >= 0) found.days[day] = found.days[day]! + cell.down + cell.up;
    }
  }
  const sites = [...bySite].map(([site, { cell, days: byDay }]): PopupSite => {
    return { site, bytes: cell.down + cell.up, low: cell.low, high: cell.high, days: byDay, held: false };
  });
  sites.sort((a, b) => b.bytes - a.bytes || (a.site < b.site ? -1 : 1));
  const total = { bytes: 0, low: 0, high: 0 };
  for (const { bytes, low, high } of sites) {
    total.bytes += bytes;
    total.low += low;
    total.high += high;
  }
  return { total, sites: sites.filter(({ bytes }) => bytes > 0) };
}
