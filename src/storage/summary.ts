import type { Cell } from '../core/cell.ts';
import { LONGEST_SLOT_MS } from '../core/slot.ts';
import { DAY_MS } from '../core/zone-time.ts';
import { packCell, unpackCell } from './packed-cell.ts';
import { readNumbers, writeNumbers } from './packed-numbers.ts';
import type { Owner } from './schema.ts';

/**
 * How long the stretches are that summaries cover, counted from the epoch; the longer are made of what is as old as it gets, the
 * shorter of what came since. What a question's ends cut is read slot by slot: longer stretches make that more, shorter
 * ones make more summaries. With these three years answer fastest.
 */
export const SUMMARY_MS = { long: 64 * DAY_MS, short: 8 * DAY_MS };

/**
 * All slots that begin within a stretch, once more in short: so that three years need not be unpacked for each question.
 * `total`: the rows of all of them as `packRows` packs them; `sites`: each slot with what each site cost, as `packSlotSites`
 * packs them. Whatever changes a slot takes its summaries away, in the same transaction.
 */
export type StoredSummary = {
  length: number;
  from: number;
  owners: { owner: Owner; total: Uint8Array<ArrayBuffer>; sites: Uint8Array<ArrayBuffer> }[];
};

type SummaryKey = [length: number, from: number];

/** Where the stretch of that length begins that holds an instant (epoch ms). */
export const summaryStart = (at: number, length: number): number => Math.floor(at / length) * length;

/** The summaries that slots which begin at these instants are in: to be deleted in the transaction that changes the slots. */
export const summaryKeys = (beginnings: readonly number[]): SummaryKey[] =>
  Object.values(SUMMARY_MS).flatMap((length) =>
    [...new Set(beginnings.map((at) => summaryStart(at, length)))].map((from): SummaryKey => [length, from]),
  );

/**
 * The summaries of stretches that lie within `from`…`to` by more than half, none beside another; in order of time.
 *
 * @param begin where all usage begins: before it there is nothing that a stretch could lie in
 */
export async function readSummaries(
  store: { getAll(range: IDBKeyRange): Promise<StoredSummary[]> },
  from: number,
  to: number,
  begin: number,
): Promise<StoredSummary[]> {
  const within = (length: number) => {
    const isMostlyOutside = (start: number) =>
      Math.max(0, from - Math.max(start, begin)) + Math.max(0, start + length - to) >= length / 2;
    let [first, last] = [summaryStart(from, length), summaryStart(to, length)];
    if (isMostlyOutside(first)) first += length;
    if (isMostlyOutside(last)) last -= length;
    return first > last ? [] : store.getAll(IDBKeyRange.bound([length, first], [length, last]));
  };
  const [long, short] = await Promise.all([within(SUMMARY_MS.long), within(SUMMARY_MS.short)]);
  const covered = new Set(long.map((summary) => summary.from));
  const others = short.filter((summary) => !covered.has(summaryStart(summary.from, SUMMARY_MS.long)));
  return [...long, ...others].sort((a, b) => a.from - b.from);
}

/** Where the slots begin that a summary tells of but that may not touch `from`…`to`, or reach beyond it. */
export function besideOf(summary: StoredSummary, from: number, to: number): { from: number; to: number }[] {
  const end = summary.from + summary.length;
  return [
    { from: summary.from, to: from },
    { from: to - LONGEST_SLOT_MS, to: end },
  ].filter((stretch) => stretch.from < stretch.to);
}

/** A slot with what each site cost in it; sites are ids of the database's name table. */
export type SlotOfSites = { from: number; to: number; sites: ReadonlyMap<number, Readonly<Cell>> };

/** Packs slots: where each begins after the one before, its length, its sites. */
export function packSlotSites(start: number, slots: readonly SlotOfSites[]): Uint8Array<ArrayBuffer> {
  const out = writeNumbers();
  out.count(slots.length);
  let before = start;
  for (const { from, to, sites } of slots) {
    out.count(from - before);
    out.count(to - from);
    out.count(sites.size);
    for (const [site, cell] of sites) {
      out.count(site);
      packCell(out, cell);
    }
    before = from;
  }
  return out.bytes();
}

/** Tells each slot, then each site in it. The cell is one object, filled anew each time. */
export function visitSlotSites(
  start: number,
  packed: Uint8Array,
  visit: { slot(from: number, to: number): void; site(site: number, cell: Readonly<Cell>): void },
): void {
  const numbers = readNumbers(packed);
  const cell: Cell = { down: 0, up: 0, low: 0, high: 0, measured: 0, requests: 0 };
  let from = start;
  for (let slots = numbers.count(); slots > 0; slots--) {
    from += numbers.count();
    visit.slot(from, from + numbers.count());
    for (let sites = numbers.count(); sites > 0; sites--) {
      const site = numbers.count();
      unpackCell(numbers, cell);
      visit.site(site, cell);
    }
  }
}
