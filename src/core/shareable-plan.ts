import type { Plan } from './contract.ts';

/**
 * A plan as other devices may have it: without the packs for certain sites, whose names stay on the device. `null`:
 * nothing is left of it.
 */
export function shareablePlan(plan: Plan): Plan | null {
  const allowances = plan.allowances.filter(({ sites }) => sites === undefined);
  return allowances.length > 0 ? { ...plan, allowances } : null;
}

/** A plan that another device has shared, with the packs for certain sites that this device's own has. */
export function withOwnPacks(shared: Plan, own: Plan | undefined): Plan {
  const taken = new Set(shared.allowances.map(({ id }) => id));
  const packs = own?.allowances.filter(({ id, sites }) => sites !== undefined && !taken.has(id)) ?? [];
  return { ...shared, allowances: [...shared.allowances, ...packs] };
}
