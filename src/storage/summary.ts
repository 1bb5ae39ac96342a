import { DAY_MS } from '../core/duration.ts';
import { LONGEST_SLOT_MS } from '../core/slot.ts';
import type { Owner } from './schema.ts';

/** `total`: the rows of all slots in one, see `packRows`; `sites`: each slot with what each site cost, see `packSlotSites`. */
export type SummaryPart = 'total' | 'sites';

/**
 * The stretches that summaries cover, longest first, counted from the epoch; each a multiple of the next. What is folded to days
 * has the first two, and what came since the others, except where a longer one `replaces` them. One that is `whole` stands in
 * only for stretches that a question has all of, others also for such as its ends cut: what is cut away is read slot by slot,
 * and in these a day has hundreds of cells or dozens of slots. Three years are answered from a dozen sums and a few days.
 */
export const SUMMARY_LEVELS: readonly SummaryLevel[] = [
  { days: 256, age: 'folded', isWhole: true, replaces: false, parts: ['total'] },
  { days: 32, age: 'folded', isWhole: false, replaces: true, parts: ['total', 'sites'] },
  { days: 16, age: 'settled', isWhole: true, replaces: false, parts: ['total'] },
  { days: 4, age: 'settled', isWhole: false, replaces: true, parts: ['total', 'sites'] },
  { days: 1, age: 'settled', isWhole: false, replaces: true, parts: ['total', 'sites'] },
].map(({ days, ...level }) => ({ length: days * DAY_MS, ...level }) as SummaryLevel);

/** For a question of less than half of it none stands in. */
export const SHORTEST_SUMMARY_MS = SUMMARY_LEVELS.at(-1)!.length;

/** See `SUMMARY_LEVELS`. */
export type SummaryLevel = {
  length: number;
  age: 'folded' | 'settled';
  isWhole: boolean;
  replaces: boolean;
  parts: readonly SummaryPart[];
};

/**
 * All slots that begin within `from`…`to`, once more in short, by owner: so that three years need not be unpacked for each
 * question. A part each, for a question needs one of them and large values are slow to read: Chromium keeps those of more than
 * 64 kB in files of their own. Whatever changes a slot takes its summaries away, in the same transaction.
 */
export type StoredSummary = {
  part: SummaryPart;
  length: number;
  from: number;
  to: number;
  owners: { owner: Owner; packed: Uint8Array<ArrayBuffer> }[];
};

/** Of what, over how long (ms), from when (epoch ms). */
export type SummaryKey = [part: SummaryPart, length: number, from: number];

/** Where the stretch of that length begins that holds an instant (epoch ms). */
export const summaryStart = (at: number, length: number): number => Math.floor(at / length) * length;

const wholeLengths = new Set(SUMMARY_LEVELS.filter(({ isWhole }) => isWhole).map(({ length }) => length));

/**
 * Which summaries stand in for the slots of `from`…`to`: those of stretches that lie within it by more than half, or altogether
 * where they are to be whole; longer ones first, none beside another; in order of time.
 *
 * @param begin where all usage begins: before it there is nothing that a stretch could lie in
 */
export function chooseSummaries(keys: readonly SummaryKey[], from: number, to: number, begin: number): SummaryKey[] {
  const chosen: SummaryKey[] = [];
  for (const key of [...keys].sort(([, a], [, b]) => b - a)) {
    const [, length, start] = key;
    const outside = Math.max(0, from - Math.max(start, begin)) + Math.max(0, start + length - to);
    if (start + length <= from || (wholeLengths.has(length) ? outside > 0 : outside >= length / 2)) continue;
    if (chosen.some(([, longer, first]) => start >= first && start < first + longer)) continue;
    chosen.push(key);
  }
  return chosen.sort(([, , a], [, , b]) => a - b);
}

/** Where the slots begin that a summary tells of but that may not touch `from`…`to`, or reach beyond it. */
export function besideOf(summary: StoredSummary, from: number, to: number): { from: number; to: number }[] {
  return [
    { from: summary.from, to: from },
    // Of what lies before it the summary tells nothing, and the first stretch has told the rest.
    { from: Math.max(summary.from, from, to - LONGEST_SLOT_MS), to: summary.to },
  ].filter((stretch) => stretch.from < stretch.to);
}

/** What is needed of the store to take summaries away. */
export type SummariesStore = {
  index(name: 'to'): { getAllKeys(range: IDBKeyRange): Promise<SummaryKey[]> };
  delete(key: SummaryKey): Promise<void>;
};

/**
 * Takes away the summaries of slots that begin at these instants, within the transaction that changes the slots. What is written
 * to is mostly newer than all summaries: one question tells.
 */
export async function dropSummaries(store: SummariesStore, beginnings: readonly number[]): Promise<void> {
  if (beginnings.length === 0) return;
  const earliest = beginnings.reduce((a, b) => Math.min(a, b));
  const keys = await store.index('to').getAllKeys(IDBKeyRange.lowerBound(earliest, true));
  const isTouched = ([, length, from]: SummaryKey) => beginnings.some((at) => at >= from && at < from + length);
  await Promise.all(keys.filter(isTouched).map((key) => store.delete(key)));
}
