import { bankShares } from './bank-shares.ts';
import type { PlanStatus } from './contract.ts';
import type { Trigger } from './hold-book.ts';

/** Below this share of a plan 'lean everywhere' is offered: a fifth, where carriers warn too. */
export const LEAN_BELOW = 0.2;

/** Whether so little of a plan that runs is left that 'lean everywhere' may be offered. */
export function isLeanDue(status: PlanStatus): boolean {
  const { total, used } = bankShares(status);
  return status.state === 'active' && total !== null && 1 - used < LEAN_BELOW;
}

/**
 * Triggers with 'lean everywhere while little is left' among them, turned on: one that the user has keeps its share.
 */
export function armLean(triggers: readonly Trigger[]): Trigger[] {
  const isLean = (one: Trigger) => one.kind === 'left' && one.does === 'lean' && one.below >= LEAN_BELOW;
  const found = triggers.find(isLean);
  if (!found) return [...triggers, { kind: 'left', on: true, below: LEAN_BELOW, does: 'lean' }];
  return triggers.map((one) => (one === found ? { ...one, on: true } : one));
}
