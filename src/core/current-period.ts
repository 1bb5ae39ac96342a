import { mainAllowance } from './bank-shares.ts';
import type { PlanStatus } from './contract.ts';

/** The plan's current period: between two resets of its main allowance. `to` is `null` where it does not end. */
export function currentPeriod(status: PlanStatus): { from: string; to: string | null } {
  const main = mainAllowance(status);
  const period = status.allowances.find(({ id }) => id === main?.id);
  return { from: period?.periodStart ?? status.startsAt, to: period?.periodEnd ?? status.endsAt };
}
