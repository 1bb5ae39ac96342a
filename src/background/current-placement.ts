import { epochMs } from '../core/epoch-ms.ts';
import { isFreshEdge } from '../core/fresh-edge.ts';
import { placementFor, type Placement } from './placement.ts';
import type { PlanBook } from './plan-book.ts';
import type { ReadingBook } from './reading-book.ts';

/** Where usage goes, by the present plan and metering switch. */
export type CurrentPlacement = {
  at: Placement;
  /** To be called where the active plan, its readings or the metering switch may have changed. */
  renew(): void;
};

/** Starts with the present plan and switch. The slot in which a reading was applied is cut there. */
export function createCurrentPlacement(
  plans: Pick<PlanBook, 'settings' | 'active'>,
  readings: Pick<ReadingBook, 'ofPlan'>,
): CurrentPlacement {
  const fresh = (): Placement => {
    const plan = plans.active();
    const placement = placementFor(plans.settings().metered, plan);
    const cuts = (plan ? readings.ofPlan(plan.id) : [])
      .map(({ reading, addedAt }) => ({ at: epochMs(reading.asOf ?? ''), addedAt }))
      .filter(({ at, addedAt }) => isFreshEdge(at, addedAt))
      .map(({ at }) => at);
    if (cuts.length === 0) return placement;
    return (at) => {
      const { slot, owner } = placement(at);
      const before = cuts.filter((cut) => cut > slot.from && cut <= at);
      const after = cuts.filter((cut) => cut > at && cut < slot.to);
      return { slot: { from: Math.max(slot.from, ...before), to: Math.min(slot.to, ...after) }, owner };
    };
  };
  let placement = fresh();
  return {
    at: (at) => placement(at),
    renew: () => {
      placement = fresh();
    },
  };
}
