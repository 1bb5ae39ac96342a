import type { Plan, Usage } from './contract.ts';
import { epochMs } from './epoch-ms.ts';
import { planSpan } from './plan-span.ts';
import { zoneTime } from './zone-time.ts';

/** Whole bytes of a plan's usage by local day of its zone; a row that spans several is shared out by time. */
export function usageByDay(plan: Pick<Plan, 'timeZone'>, usage: readonly Usage[]): Map<number, number> {
  const zone = zoneTime(plan.timeZone);
  const sums = new Map<number, number>();
  for (const { from, to, bytes } of usage) {
    const [start, end] = [epochMs(from), epochMs(to)];
    for (let day = zone.dayOf(start); ; day++) {
      const [dayStart, dayEnd] = [zone.dayStart(day), zone.dayStart(day + 1)];
      const share = end > start ? (Math.min(end, dayEnd) - Math.max(start, dayStart)) / (end - start) : 1;
      if (share > 0) sums.set(day, (sums.get(day) ?? 0) + bytes * share);
      if (dayEnd >= end) break;
    }
  }
  return new Map([...sums].map(([day, bytes]) => [day, Math.round(bytes)]));
}

/**
 * Daily totals as rows of usage without a site: each spread over that part of its day that has passed and in which the
 * plan lived. What lies outside is left out.
 *
 * @param now epoch ms
 */
export function daysAsUsage(plan: Plan, days: ReadonlyMap<number, number>, now: number): Usage[] {
  const zone = zoneTime(plan.timeZone);
  const { startMs, endMs } = planSpan(plan);
  return [...days].flatMap(([day, bytes]) => {
    const from = Math.max(zone.dayStart(day), startMs);
    const to = Math.min(zone.dayStart(day + 1), endMs, now);
    if (bytes <= 0 || from >= to) return [];
    return [{ from: new Date(from).toISOString(), to: new Date(to).toISOString(), site: '', bytes }];
  });
}
