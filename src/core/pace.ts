import { bankShares } from './bank-shares.ts';
import type { PlanStatus } from './contract.ts';

/** How data and time stand to each other; picks the bank's lean, its colour, the badge and the icon. */
export type Pace = 'spare' | 'even' | 'short' | 'out' | 'idle';

/** Data and time within this share of the whole of each other count as in step. */
const STEP = 0.03;

/** At or below this share of the whole, little is left whatever the forecast says. */
const NEARLY_OUT = 0.05;

/**
 * The pace of a plan: the most severe that holds. `idle` where nothing is drawn on it: not metered, no plan, not
 * started, ended.
 */
export function paceOf(status: PlanStatus | null, metered: boolean): Pace {
  if (!metered || status === null || status.state === 'expired' || status.state === 'not-started') return 'idle';
  if (status.state !== 'active') return 'out';
  const { gone, used, to, total } = bankShares(status);
  if (total === null) return 'even';
  if (used >= 1 - NEARLY_OUT) return 'out';
  const runsOutAt = status.forecast.runsOutAt?.p50;
  const runsOut = runsOutAt !== undefined && to !== null && Date.parse(runsOutAt) < Date.parse(to);
  if (runsOut || used - gone > STEP) return 'short';
  return gone - used > STEP ? 'spare' : 'even';
}
