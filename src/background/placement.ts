import type { Plan } from '../core/contract.ts';
import { phasesOf, SLOT_BEFORE_PLANS_MS, slotAt, type Slot } from '../core/slot.ts';
import type { Owner } from '../storage/schema.ts';

/** Where in the ledger a transfer that ended at `at` belongs. */
export type Placement = (at: number) => { slot: Slot; owner: Owner };

/** While metered, usage belongs to the active plan; before any exists, to none yet. */
export function placementFor(metered: boolean, active: Plan | null): Placement {
  if (!metered) return (at) => ({ slot: slotAt(at), owner: 'unmetered' });
  if (!active) return (at) => ({ slot: slotAt(at, [], SLOT_BEFORE_PLANS_MS), owner: 'none' });
  const phases = phasesOf(active);
  const owner: Owner = `plan:${active.id}`;
  return (at) => ({ slot: slotAt(at, phases), owner });
}
