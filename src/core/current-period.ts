import { bankShares } from './bank-shares.ts';
import type { PlanStatus } from './contract.ts';

/** The plan's current period: between two resets of its main allowance. `to` is `null` where it does not end. */
export function currentPeriod(status: PlanStatus): { from: string; to: string | null } {
  const { from, to } = bankShares(status);
  return { from, to };
}
