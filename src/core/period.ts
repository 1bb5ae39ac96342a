import type { Allowance, Plan } from './contract.ts';
import { allowanceSpan, type Span } from './plan-span.ts';
import { resetClock, type ResetClock } from './reset-clock.ts';

/**
 * The stretch between two resets of an allowance that an instant lies in. The first begins with the allowance's life,
 * the last ends with it (so never after the plan); before and after its life the first and the last are given.
 *
 * @param atMs epoch ms
 */
export function periodAt(plan: Plan, allowance: Allowance, atMs: number): Span {
  const life = allowanceSpan(plan, allowance);
  return within(life, resetClock(plan, allowance, life.startMs), atMs);
}

/**
 * All periods of an allowance that begin at or before `untilMs`, oldest first. They tile its life: the first starts
 * with it, each next one where the one before ends.
 */
export function periodsOf(plan: Plan, allowance: Allowance, untilMs: number): Span[] {
  const life = allowanceSpan(plan, allowance);
  const clock = resetClock(plan, allowance, life.startMs);
  const periods: Span[] = [];
  for (let atMs = life.startMs; atMs < life.endMs && atMs <= untilMs;) {
    const period = within(life, clock, atMs);
    periods.push(period);
    atMs = period.endMs;
  }
  return periods;
}

function within(life: Span, clock: ResetClock | null, atMs: number): Span {
  if (clock === null || life.endMs <= life.startMs) return life;
  const ms = Math.max(life.startMs, Math.min(atMs, life.endMs - 1));
  let index = clock.near(ms);
  while (clock.at(index) > ms) index--;
  // A day that a zone skipped resets at the same instant as the next one: the last of equals counts.
  while (clock.at(index + 1) <= ms) index++;
  return { startMs: Math.max(life.startMs, clock.at(index)), endMs: Math.min(life.endMs, clock.at(index + 1)) };
}
