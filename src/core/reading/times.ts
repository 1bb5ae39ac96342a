import { DAY_MS } from '../duration.ts';
import { isLabel, type Item, type StampItem } from './item.ts';
import { momentsOf, type Moment } from './resolve-stamp.ts';
import { unread } from './unread.ts';

/** Epoch ms. `otherUntilMs`: until when a pack lasts that general traffic does not draw on. */
export type Times = { asOfMs: number | null; untilMs: number | null; otherUntilMs: number | null };

type Use = 'asOf' | 'until' | 'on' | 'opening' | 'none';

/**
 * When a message is true for, and until when the data lasts. A date without a word to it counts only where it has a
 * time of day or opens a sentence. A year that is not written is the nearest past one, for the end of data the nearest
 * to come.
 *
 * @returns an error where a time does not exist, or a message claims to be from the future
 */
export function timesOf(items: readonly Item[], nowMs: number, timeZone: string): Times | { error: string } {
  const times: Times = { asOfMs: null, untilMs: null, otherUntilMs: null };
  let last: Use = 'none';
  for (const [index, item] of items.entries()) {
    if (item.kind !== 'stamp') continue;
    last = useOf(items, index, last);
    const use = opensRange(items, index) ? 'none' : last;
    const { text, stamp } = item;
    const moments = momentsOf(stamp, nowMs, timeZone);
    if (moments === null) {
      if (stamp.day === undefined && use === 'none') continue;
      return unread('noSuchTime', text);
    }
    if (use === 'none') continue;
    if (use === 'until') {
      const until = moments.find(({ ms }) => ms >= nowMs - LATELY_MS) ?? moments.at(-1);
      times[isOfAnother(items, index) ? 'otherUntilMs' : 'untilMs'] ??= until?.ms ?? null;
      continue;
    }
    const ms = latestPast(moments, nowMs, stamp.clock === undefined);
    if (ms === null) {
      if (use === 'on') continue;
      return unread('future', text);
    }
    times.asOfMs = Math.max(times.asOfMs ?? -Infinity, ms);
  }
  return times;
}

/** Data that ended so long ago is still spoken of without a year. */
const LATELY_MS = 7 * DAY_MS;
/** This close to now, a date without a year is this year's even where that lies ahead. */
const SAME_YEAR_MS = DAY_MS;

/** 'Roaming expires on …': the last pool that its sentence names. */
function isOfAnother(items: readonly Item[], index: number): boolean {
  for (let at = index - 1; at >= 0; at--) {
    const item = items[at] as Item;
    if (item.kind === 'break' && item.weight >= 2) return false;
    if (isLabel(item, 'general', 'part', 'data')) return false;
    if (isLabel(item, 'other')) return true;
  }
  return false;
}

/** A day that is still going on is true up to now. */
function latestPast(moments: readonly Moment[], nowMs: number, isDay: boolean): number | null {
  const current = isDay ? moments.find(({ fromMs, ms }) => fromMs <= nowMs && nowMs < ms) : undefined;
  if (current !== undefined) return nowMs;
  const isJustAhead = moments.length > 1 && moments.some(({ ms }) => ms > nowMs && ms - nowMs <= SAME_YEAR_MS);
  const past = moments.findLast(({ ms }) => ms <= nowMs)?.ms ?? null;
  // A bare time of day was yesterday's; a bare date was not last year's.
  return isJustAhead && past !== null && nowMs - past > 2 * DAY_MS ? null : past;
}

function useOf(items: readonly Item[], index: number, last: Use): Use {
  const stamp = items[index] as StampItem;
  const before = labelBefore(items, index);
  const behind = items[index + 1];
  if (isLabel(behind, 'renewal') && behind.at - stamp.end <= 3) return 'none';
  const isRange = followsStamp(items, index, stamp);
  if (isRange && last === 'until') return 'until';
  const to = isLabel(before, 'to') && !before.meanings.has('asOf') && before.end === stamp.at ? before : null;
  if (to !== null) return isRange || /^[至到]/.test(to.text) ? 'on' : 'until';
  if (isLabel(before, 'asOf')) return 'asOf';
  if (isLabel(behind, 'asOfAfter') && behind.at - stamp.end <= 1) return 'asOf';
  if (isLabel(behind, 'untilAfter') && behind.at - stamp.end <= 2) return 'until';
  if (isLabel(before, 'until') || (before !== undefined && isHeading(before))) return 'until';
  if (isLabel(before, 'renewal')) return 'none';
  if (isLabel(before, 'since')) return 'none';
  // 'Renewed at 00:00': of a time alone nobody can tell what happens then.
  if (stamp.stamp.day === undefined) return 'none';
  if (isLabel(before, 'on')) return 'on';
  if (isRange) return 'on';
  return isOpening(items, index) ? 'opening' : stamp.stamp.clock ? 'on' : 'none';
}

/** 到期：2026/10/31: what mostly stands behind a date stands before this one. */
const isHeading = (item: Item) => isLabel(item, 'untilAfter') && item.hasColon;

/** The nearest word of time before a date, in its own clause or right before the break. */
function labelBefore(items: readonly Item[], index: number): Item | undefined {
  const stamp = items[index] as StampItem;
  for (let at = index - 1; at >= 0; at--) {
    const item = items[at] as Item;
    const isNear = stamp.at - item.end <= 8;
    if (!isNear || item.kind === 'stamp' || item.kind === 'amount') return undefined;
    if (item.kind === 'break' && (item.weight === 2 || stamp.at - item.end > 0)) return undefined;
    const isAdjacent = stamp.at - item.end <= 1;
    const isTimeWord =
      isLabel(item, 'asOf', 'until', 'since', 'renewal') ||
      isHeading(item) ||
      (isAdjacent && isLabel(item, 'on', 'to'));
    if (!isTimeWord) continue;
    const longer = items[at - 1];
    const isStronger = isLabel(longer, 'asOf', 'until', 'since', 'renewal') && item.at - longer.end <= 1;
    return isAdjacent && isLabel(item, 'on', 'to') && isStronger ? longer : item;
  }
  return undefined;
}

/** The first of two dates with a dash or 至 between them. */
function opensRange(items: readonly Item[], index: number): boolean {
  const next = isLabel(items[index + 1], 'to') ? items[index + 2] : items[index + 1];
  const start = items[index] as StampItem;
  return next?.kind === 'stamp' && next.at - start.end <= 1 && next.stamp.day !== undefined;
}

/** Behind another date and nothing but a dash or 至. */
function followsStamp(items: readonly Item[], index: number, stamp: StampItem): boolean {
  const before = items[index - 1];
  const earlier = isLabel(before, 'to') ? items[index - 2] : before;
  return earlier?.kind === 'stamp' && stamp.at - earlier.end <= 1;
}

const isOpening = (items: readonly Item[], index: number) =>
  index === 0 ||
  items[index - 1]?.kind === 'break' ||
  (index < 4 && items.slice(0, index).every((item) => isLabel(item, 'plain')));
