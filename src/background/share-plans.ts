import type { SyncArea } from '../browser/sync-area.ts';
import type { Plan } from '../core/contract.ts';
import { exchangePlans, knownOf, noteComing } from '../core/plan-exchange.ts';
import { planItems, type PlanItems, type SharedPlan } from '../core/plan-items.ts';
import type { SharingState } from '../storage/sharing-store.ts';
import type { PlanBook } from './plan-book.ts';

export type SharePlansDeps = {
  area: SyncArea;
  plans: PlanBook;
  /** What stands in the account. */
  items: PlanItems;
  state: Pick<SharingState, 'known' | 'coming'>;
  /** One that is taken away from the account, and put there again, would be heard of as news each time. */
  isOver(plan: Plan): boolean;
  keep(change: Pick<SharingState, 'known' | 'coming'>): Promise<void>;
  now(): number;
  /** Told when plans have changed. */
  onChanged(): void;
};

/**
 * Takes the plans that others have edited and leaves those that were edited here. What could not be left is no news that was
 * told: it stays as it is on this device and is left the next time.
 *
 * @throws the first error, when all that could be done is done
 */
export async function sharePlans({ area, plans, items, state, isOver, keep, now, onChanged }: SharePlansDeps) {
  const { plans: all, active } = plans.list();
  const own = all.filter((plan) => !isOver(plan));
  const shared = new Map([...items.plans].filter(([, { plan }]) => !isOver(plan)));
  const coming = noteComing(state.coming ?? new Map(), items.coming, now());
  const { save, publish, known } = exchangePlans(own, { plans: shared, coming }, state.known, active, now());
  for (const plan of save) await plans.save(plan);
  const first = save[0];
  if (first && active === null) await plans.activate(first.id);
  const failures: unknown[] = [];
  for (const one of publish) {
    try {
      await leave(area, one, items);
      known.set(one.plan.id, knownOf(one));
    } catch (error) {
      failures.push(error);
    }
  }
  if (plain(known) !== plain(state.known) || plain(coming) !== plain(state.coming ?? new Map()))
    await keep({ known, coming });
  if (save.length > 0) onChanged();
  if (failures.length > 0) throw failures[0];
}

/**
 * The parts that a plan stood in before go when it stands anew, or nobody could read it meanwhile. Where it stood whole that
 * stays: a version that knows no parts would put it back each time.
 */
async function leave(area: SyncArea, one: SharedPlan, items: PlanItems) {
  const written = planItems(one);
  await area.write(written);
  const gone = (items.splitKeys.get(one.plan.id) ?? []).filter((key) => !(key in written));
  if (gone.length > 0) await area.remove(gone);
}

const plain = (map: ReadonlyMap<string, unknown>) => JSON.stringify([...map]);
