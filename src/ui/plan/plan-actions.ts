import type { send } from '../../browser/messages.ts';
import type { Allowance, Plan } from '../../core/contract.ts';
import { topUpOf, withTopUp, type TopUpDraft } from './top-up.ts';

export type Send = typeof send;

/** Actions on plans. Each resolves with the refusal, `null` for success. */
export type PlanActions = {
  /** Saves a plan and makes it the active one. */
  start(plan: Plan): Promise<string | null>;
  /** Starts the same plan once more from now on, without its top-ups. */
  startAgain(plan: Plan): Promise<string | null>;
  /**
   * Saves changes to a plan; which plan is active stays the same. `base`: the plan as it was when they were begun; what
   * was added to it meanwhile, in another window, stays.
   */
  save(plan: Plan, base?: Plan | null): Promise<string | null>;
  /** Adds a top-up that starts now to the plan as it is by now; an invalid draft is ignored. */
  addTopUp(plan: Plan, draft: TopUpDraft): Promise<string | null>;
  activate(id: string): Promise<string | null>;
  remove(id: string): Promise<string | null>;
};

/** @param deps.now ISO 8601 */
export function createPlanActions(deps: { send: Send; newId: () => string; now: () => string }): PlanActions {
  const { send, newId, now } = deps;
  const refusalOf = (reply: object) => ('error' in reply ? String(reply.error) : null);
  const save = async (plan: Plan) => refusalOf(await send({ type: 'plan.save', plan }));
  const latestOf = async (plan: Plan): Promise<Plan> => {
    const reply = await send({ type: 'plan.list' });
    return ('error' in reply ? [] : reply.plans).find(({ id }) => id === plan.id) ?? plan;
  };
  const activate = async (id: string) => refusalOf(await send({ type: 'plan.activate', id }));
  const start = async (plan: Plan) => (await save(plan)) ?? (await activate(plan.id));
  return {
    start,
    startAgain: (plan) =>
      start({ ...plan, id: newId(), activatedAt: now(), allowances: allowancesAgain(plan, Date.parse(now())) }),
    save: async (plan, base) => {
      const known = new Set(
        [plan, ...(base ? [base] : [])].flatMap(({ allowances }) => allowances.map(({ id }) => id)),
      );
      const added = base ? (await latestOf(plan)).allowances.filter(({ id }) => !known.has(id)) : [];
      return save({ ...plan, allowances: [...plan.allowances, ...added] });
    },
    addTopUp: async (plan, draft) => {
      const topUp = topUpOf(draft, plan, now(), newId());
      if ('wrong' in topUp) return null;
      return save(withTopUp(await latestOf(plan), topUp.allowance, draft.extends));
    },
    activate,
    remove: async (id) => refusalOf(await send({ type: 'plan.remove', id })),
  };
}

/** A plan's allowances without its top-ups; of a prepaid balance, which has an end of its own, the first, as long again. */
function allowancesAgain({ activatedAt, allowances }: Plan, at: number): Allowance[] {
  const own = allowances.filter(({ from, until }) => from === undefined && until === undefined);
  if (own.length > 0) return own;
  return allowances.slice(0, 1).map(({ from: _, until, ...rest }) => ({
    ...rest,
    ...(until !== undefined && { until: new Date(at + Date.parse(until) - Date.parse(activatedAt)).toISOString() }),
  }));
}
