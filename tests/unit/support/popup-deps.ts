import { createCorrectionBook } from '../../../src/background/correction-book.ts';
import type { PlanBook } from '../../../src/background/plan-book.ts';
import type { ReadingBook } from '../../../src/background/reading-book.ts';
import { createUsageBook } from '../../../src/background/usage-book.ts';
import type { Plan } from '../../../src/core/contract.ts';
import type { HoldForce } from '../../../src/core/hold-force.ts';
import { forecastPlan } from '../../../src/core/plan-forecast.ts';
import type { Posting } from '../../../src/storage/ledger.ts';
import { hkt, planOf } from '../plan-fixture.ts';

const ms = (instant: string) => Date.parse(instant);

/** A background that has counted `postings` and written none of them, at noon of 5 March in Hong Kong. */
export function popupDeps(
  postings: Posting[],
  {
    plans = [planOf({ id: 'a' })],
    active = 'a',
    metered = true,
  }: { plans?: Plan[]; active?: string | null; metered?: boolean } = {},
) {
  const book = {
    list: () => ({ plans, active }),
    active: (): Plan | null => plans.find(({ id }) => id === active) ?? null,
    settings: () => ({
      active,
      metered,
      unmeteredSince: metered ? null : ms(hkt('02 12:00')),
      countingSince: ms(hkt('01 11:00')),
      uncorrected: [],
    }),
  } as unknown as PlanBook;
  return {
    plans: book,
    readings: { ofPlan: () => [] } as unknown as ReadingBook,
    corrections: createCorrectionBook(() => null),
    usage: createUsageBook({
      readSlotSites: () => Promise.resolve([]),
      widen: (from, to) => Promise.resolve({ from, to }),
      sumSlots: (from, to) => Promise.resolve({ from, to, rows: new Map() }),
      unsaved: () => postings,
      now: () => ms(hkt('05 12:00')),
    }),
    forecasts: { of: () => Promise.resolve(forecastPlan) },
    rate: { add: () => {}, perSecond: () => [1, 2, 3] },
    trouble: () => ({ storage: null, hostAccess: true }),
    isHeld: (site: string) => site === 'held.test',
    force: () => ({ only: null, leanAll: null }) as HoldForce,
  };
}
