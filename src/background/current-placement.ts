import { placementFor, type Placement } from './placement.ts';
import type { PlanBook } from './plan-book.ts';

/** Where usage goes, by the present plan and metering switch. */
export type CurrentPlacement = {
  at: Placement;
  /** To be called where the active plan or the metering switch may have changed. */
  renew(): void;
};

/** Starts with the present plan and switch. */
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
