import { DAY_MS } from '../core/duration.ts';
import { LONGEST_SLOT_MS } from '../core/slot.ts';
import type { Owner } from './schema.ts';

/**
 * `total`: the rows of all slots summed, see `packRows`; `sites`: each slot with what each site cost, see
 * `packSlotSites`.
 */
export type SummaryPart = 'total' | 'sites';

/**
 * The ranges that summaries cover, longest first, counted from the epoch; each a multiple of the next. Usage folded to
 * days has the first two, later usage the others, except where a longer one `replaces` them. One that `isWhole` is used
 * only where a query covers its whole range, others also where a query's end cuts it: the part cut off is read slot by
 * slot, and at these levels a day has hundreds of cells or dozens of slots. Three years are answered from a dozen sums
 * and a few days.
 */
export const SUMMARY_LEVELS: readonly SummaryLevel[] = [
  { days: 256, age: 'folded', isWhole: true, replaces: false, parts: ['total'] },
  { days: 32, age: 'folded', isWhole: false, replaces: true, parts: ['total', 'sites'] },
  { days: 16, age: 'settled', isWhole: true, replaces: false, parts: ['total'] },
  { days: 4, age: 'settled', isWhole: false, replaces: true, parts: ['total', 'sites'] },
  { days: 1, age: 'settled', isWhole: false, replaces: true, parts: ['total', 'sites'] },
].map(({ days, ...level }) => ({ length: days * DAY_MS, ...level }) as SummaryLevel);

/** No summary is used for a query of less than half of this. */
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
 * All slots that begin within `from`…`to`, summarised by owner, so that a query over three years need not unpack them.
 * One record for each part, for a query needs only one and large values are slow to read: Chromium keeps those of more
 * than 64 kB in files of their own. Any change to a slot deletes its summaries in the same transaction.
 */
export type StoredSummary = {
  part: SummaryPart;
  length: number;
  from: number;
  to: number;
  owners: { owner: Owner; packed: Uint8Array<ArrayBuffer> }[];
};

/** Part, length (ms) and start (epoch ms). */
export type SummaryKey = [part: SummaryPart, length: number, from: number];

/** The start of the range of that length that contains an instant (epoch ms). */
export const summaryStart = (at: number, length: number): number => Math.floor(at / length) * length;

const wholeLengths = new Set(SUMMARY_LEVELS.filter(({ isWhole }) => isWhole).map(({ length }) => length));

/**
 * Which summaries replace the slots of `from`…`to`: those of ranges that lie within it by more than half, or entirely
 * where `isWhole`; longer ones are preferred, none overlap; in order of time.
 *
 * @param begin the start of all usage: ranges are empty before it
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

/** The ranges in which those slots of a summary begin that may lie outside `from`…`to` or cross one of its ends. */
export function besideOf(summary: StoredSummary, from: number, to: number): { from: number; to: number }[] {
  return [
    { from: summary.from, to: from },
    // Slots that begin before the summary are not in it, and the first range covers those up to `from`.
    { from: Math.max(summary.from, from, to - LONGEST_SLOT_MS), to: summary.to },
  ].filter((stretch) => stretch.from < stretch.to);
}

/** The part of the store that deleting summaries needs. */
export type SummariesStore = {
  index(name: 'to'): { getAllKeys(range: IDBKeyRange): Promise<SummaryKey[]> };
  delete(key: SummaryKey): Promise<void>;
};

/**
 * Deletes the summaries of slots that begin at these instants, within the transaction that changes the slots. Slots
 * being written are mostly newer than all summaries: then one lookup suffices.
 */
export async function dropSummaries(store: SummariesStore, beginnings: readonly number[]): Promise<void> {
  if (beginnings.length === 0) return;
  const earliest = beginnings.reduce((a, b) => Math.min(a, b));
  const keys = await store.index('to').getAllKeys(IDBKeyRange.lowerBound(earliest, true));
  const isTouched = ([, length, from]: SummaryKey) => beginnings.some((at) => at >= from && at < from + length);
  await Promise.all(keys.filter(isTouched).map((key) => store.delete(key)));
}
