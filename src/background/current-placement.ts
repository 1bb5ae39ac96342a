import { placementFor, type Placement } from './placement.ts';
import type { PlanBook } from './plan-book.ts';

/** Where usage goes by the plan and the switch as they are now. */
export type CurrentPlacement = {
  at: Placement;
  /** To be called where the active plan, or whether one is metered, may have changed. */
  renew(): void;
};

/** Begins with the plan and the switch as they are. */
export function createCurrentPlacement(plans: Pick<PlanBook, 'settings' | 'active'>): CurrentPlacement {
  const fresh = () => placementFor(plans.settings().metered, plans.active());
  let placement = fresh();
  return {
    at: (at) => placement(at),
    renew: () => {
      placement = fresh();
    },
  };
}
