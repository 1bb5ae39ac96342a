import { addCells, EMPTY_CELL, type Cell } from './cell.ts';
import type { Count } from './contract.ts';
import { countOf } from './count.ts';
import { DAY_MS, HOUR_MS } from './duration.ts';
import { addToMinute, usualMinute, type MinuteSum } from './usual-minute.ts';
import { zoneTime } from './zone-time.ts';

/** Usage over time, as charts want it. Instants are epoch ms; all amounts wire bytes. */
export type History = {
  from: number;
  to: number;
  /** Where each stretch begins; it ends where the next one begins, the last one at `to`. */
  starts: number[];
  total: Count;
  /** Of each stretch, all sites. */
  stretches: Count[];
  /** Heaviest first, `most` of them. */
  sites: SiteHistory[];
  /** How many sites there are, left out ones included. */
  siteCount: number;
};

/**
 * One site: the bytes of each stretch, and those of a usual minute of its use; `null` where only folded slots are
 * left, which do not tell how long the use was.
 */
export type SiteHistory = Count & { site: string; bytes: number[]; perMinute: number | null };

/** How long a stretch is: days and hours are those of a zone's clock. */
export type HistoryStep = 'whole' | 'day' | 'hour';

/** Stretches of a history at most: ten years of days. More would be a mistake in the question. */
const MOST_STRETCHES = 3_660;

/**
 * The beginnings of the stretches that tile `from`…`to` (epoch ms, half-open): the first is `from` itself.
 *
 * @throws RangeError where there would be more than `MOST_STRETCHES`
 */
export function stretchStarts(from: number, to: number, step: HistoryStep, timeZone: string): number[] {
  const starts = [from];
  if (step === 'whole' || to <= from) return starts;
  const zone = zoneTime(timeZone);
  const most = (to - from) / (step === 'day' ? DAY_MS : HOUR_MS);
  if (most > MOST_STRETCHES) throw new RangeError(`${Math.round(most)} stretches: ask for fewer or longer ones`);
  if (step === 'day') {
    for (let day = zone.dayOf(from) + 1; zone.dayStart(day) < to; day++) starts.push(zone.dayStart(day));
    return starts;
  }
  // Hours begin where the local clock shows a whole one, also in zones that are off by half of one.
  const offset = from - zone.dayStart(zone.dayOf(from));
  for (let at = from - (offset % HOUR_MS) + HOUR_MS; at < to; at += HOUR_MS) starts.push(at);
  return starts;
}

/** A slot with what each site cost in it. */
type Slot = { from: number; to: number; owner: string; sites: ReadonlyMap<string, Cell> };

/**
 * Sums slots into stretches. A slot belongs to the stretch that it begins in.
 *
 * @param slots in order of time
 * @param range `starts` rising; see `stretchStarts`
 * @param wanted which sites of which owners count
 * @param most sites of their own, the heaviest
 */
export function historyOf(
  slots: Iterable<Slot>,
  range: { starts: readonly number[]; to: number },
  wanted: (entry: { owner: string; site: string }) => boolean,
  most: number,
): History {
  const { starts, to } = range;
  const from = starts[0] ?? to;
  let total: Cell = EMPTY_CELL;
  const stretches: Cell[] = starts.map(() => EMPTY_CELL);
  const bySite = new Map<string, { cell: Cell; bytes: number[]; minute: MinuteSum }>();
  let at = 0;
  for (const slot of slots) {
    if (slot.from < from || slot.from >= to) continue;
    while (at > 0 && starts[at]! > slot.from) at--;
    while (at + 1 < starts.length && starts[at + 1]! <= slot.from) at++;
    for (const [site, cell] of slot.sites) {
      if (!wanted({ owner: slot.owner, site })) continue;
      let found = bySite.get(site);
      if (!found) {
        found = { cell: EMPTY_CELL, bytes: starts.map(() => 0), minute: { bytes: 0, weighed: 0 } };
        bySite.set(site, found);
      }
      const bytes = cell.down + cell.up;
      total = addCells(total, cell);
      stretches[at] = addCells(stretches[at]!, cell);
      found.cell = addCells(found.cell, cell);
      found.bytes[at] = found.bytes[at]! + bytes;
      addToMinute(found.minute, { from: slot.from, to: Math.min(slot.to, to) }, bytes);
    }
  }
  const sites = [...bySite]
    .map(([site, { cell, bytes, minute }]) => ({
      site,
      ...countOf(cell),
      bytes,
      perMinute: usualMinute(minute),
    }))
    .sort((a, b) => b.down + b.up - (a.down + a.up) || (a.site < b.site ? -1 : 1));
  return {
    from,
    to,
    starts: [...starts],
    total: countOf(total),
    stretches: stretches.map(countOf),
    sites: sites.slice(0, most),
    siteCount: sites.length,
  };
}
