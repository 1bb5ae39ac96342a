import type { Allowance, Plan } from './contract.ts';
import { hourWindows } from './hour-window.ts';
import { periodsOf } from './period.ts';
import { allowanceSpan, includes, type Span } from './plan-span.ts';
import { zoneTime } from './zone-time.ts';

/** An allowance while its plan's usage is drawn down, at the instant that the walk through time has reached. */
export type Bucket = {
  allowance: Allowance;
  life: Span;
  /** Those that began until the walk's end; oldest first. */
  periods: Span[];
  /** Index of the period the walk is in, or was in when the life ended; −1 before it began. */
  current: number;
  /** When it may be drawn on, oldest first; `null`: at all hours. */
  windows: Span[] | null;
  /** Bytes drawn in the current period. */
  used: number;
  /** Bytes in the current period on top of its own: rolled over, or more than was bought by the carrier's account. */
  extra: number;
  /** Rises with each allowance that runs out; 0 while something is left. */
  outOrder: number;
  /** Bytes drawn since today's midnight, and of these in the current period. */
  drawnToday: number;
  drawnTodayThisPeriod: number;
};

/** @param untilMs where the walk ends */
export function createBucket(plan: Plan, allowance: Allowance, untilMs: number): Bucket {
  const life = allowanceSpan(plan, allowance);
  const walked = { startMs: life.startMs, endMs: Math.min(life.endMs, untilMs) };
  return {
    allowance,
    life,
    periods: periodsOf(plan, allowance, untilMs),
    current: -1,
    windows: allowance.hours === undefined ? null : hourWindows(allowance.hours, zoneTime(plan.timeZone), walked),
    used: 0,
    extra: 0,
    outOrder: 0,
    drawnToday: 0,
    drawnTodayThisPeriod: 0,
  };
}

/** Draws on whatever site's traffic needs it, and is charged to the plan: neither an app pack nor zero-rated. */
export const isGeneral = ({ allowance }: Bucket): boolean =>
  allowance.sites === undefined && allowance.free === undefined;

/** Whether it lives and its hours permit. */
export const isOpen = (bucket: Bucket, ms: number): boolean =>
  includes(bucket.life, ms) && (bucket.windows === null || isWithin(bucket.windows, ms));

function isWithin(windows: readonly Span[], ms: number): boolean {
  let low = 0;
  let high = windows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((windows[middle] as Span).endMs <= ms) low = middle + 1;
    else high = middle;
  }
  const window = windows[low];
  return window !== undefined && includes(window, ms);
}

/** Bytes that the current period still holds; `Infinity` where unlimited. */
export const leftOf = ({ allowance, extra, used }: Bucket): number =>
  allowance.bytes === null ? Infinity : Math.max(0, allowance.bytes + extra - used);

/** The current period; before the life begins, an empty one at its start. */
export const periodOf = ({ periods, current, life }: Bucket): Span =>
  periods[current] ?? periods[0] ?? { startMs: life.startMs, endMs: life.endMs };

/**
 * Moves on to the period that `ms` lies in. What is left of a period's own quota rolls over where it may; what had
 * rolled over into it was drawn on first, and is lost.
 */
export function turnTo(bucket: Bucket, ms: number): void {
  const next = bucket.periods[bucket.current + 1];
  if (next === undefined || ms < next.startMs) return;
  const { allowance } = bucket;
  const ownUsed = Math.max(0, bucket.used - bucket.extra);
  const rolls = allowance.rollover === 'once' && allowance.bytes !== null && bucket.current >= 0;
  bucket.extra = rolls ? Math.max(0, (allowance.bytes ?? 0) - ownUsed) : 0;
  bucket.used = 0;
  bucket.drawnTodayThisPeriod = 0;
  bucket.current++;
}
