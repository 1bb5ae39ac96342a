import type { SyncArea } from '../browser/sync-area.ts';
import type { Plan } from '../core/contract.ts';
import { exchangePlans, knownOf, noteComing } from '../core/plan-exchange.ts';
import { planItems, type PlanItems, type SharedPlan } from '../core/plan-items.ts';
import type { SharingState } from '../storage/sharing-store.ts';
import type { PlanBook } from './plan-book.ts';

export type SharePlansDeps = {
  area: SyncArea;
  plans: PlanBook;
  /** What the account holds. */
  items: PlanItems;
  state: Pick<SharingState, 'known' | 'coming'>;
  /**
   * Whether a plan ended too long ago to be shared. Removing it and publishing it again would make it news each time.
   */
  isOver(plan: Plan): boolean;
  keep(change: Pick<SharingState, 'known' | 'coming'>): Promise<void>;
  now(): number;
  /** Called when plans have changed. */
  onChanged(): void;
};

/**
 * Saves the plans that other devices edited, and publishes those edited here. One that could not be published is
 * retried the next time.
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
      await publishPlan(area, one, items);
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
 * Writes a plan, then removes the parts that its earlier version was split into, so that it is readable at any moment.
 * An unsplit item stays: a version that knows no parts would put it back each time.
 */
async function publishPlan(area: SyncArea, one: SharedPlan, items: PlanItems) {
  const written = planItems(one);
  await area.write(written);
  const gone = (items.splitKeys.get(one.plan.id) ?? []).filter((key) => !(key in written));
  if (gone.length > 0) await area.remove(gone);
}

const plain = (map: ReadonlyMap<string, unknown>) => JSON.stringify([...map]);
