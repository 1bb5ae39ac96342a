import type { Plan } from './contract.ts';
import { MINUTE_MS } from './duration.ts';

/**
 * How long a slot is at most. A quarter of an hour divides every zone's offset from UTC in force today (tz database),
 * so that midnight is a slot's boundary everywhere.
 */
export const SLOT_MS = 15 * MINUTE_MS;

/** Old slots are folded into days at most: 25 h where clocks are set back. */
export const LONGEST_SLOT_MS = 25 * 60 * MINUTE_MS;

/** Before any plan exists slots are short: where the first plan begins is not known yet, and may cut one of them. */
export const SLOT_BEFORE_PLANS_MS = MINUTE_MS;

/** A half-open stretch of time, epoch milliseconds. */
export type Slot = { from: number; to: number };

/**
 * The slot that `at` falls into. Boundaries lie at every multiple of `length` since the epoch, and again at each
 * phase, so that a plan which began at 14:02 and renews every 24 h cuts its usage where it renews.
 *
 * @param phases Offsets from the multiples of `length`, 0 ≤ phase < length, any order.
 */
export function slotAt(at: number, phases: readonly number[] = [], length = SLOT_MS): Slot {
  const base = Math.floor(at / length) * length;
  let from = base;
  let to = base + length;
  for (const phase of phases) {
    const cut = base + phase;
    if (cut <= at) from = Math.max(from, cut);
    else to = Math.min(to, cut);
  }
  return { from, to };
}

/** Where a plan's periods may begin within a quarter of an hour: see `slotAt`. */
export function phasesOf(plan: Plan): number[] {
  const phases = new Set<number>();
  const addInstant = (instant: string | undefined) => {
    if (instant !== undefined) phases.add(((Date.parse(instant) % SLOT_MS) + SLOT_MS) % SLOT_MS);
  };
  const addClock = (clock: string | undefined) => {
    if (clock !== undefined) phases.add((Number(clock.slice(3, 5)) * MINUTE_MS) % SLOT_MS);
  };
  addInstant(plan.activatedAt);
  for (const allowance of plan.allowances) {
    addInstant(allowance.from);
    addInstant(allowance.until);
    addClock(allowance.hours?.from);
    addClock(allowance.hours?.to);
    if (allowance.resets.every === 'day') addClock(allowance.resets.at);
  }
  phases.delete(0);
  return [...phases].filter(Number.isFinite).sort((a, b) => a - b);
}
