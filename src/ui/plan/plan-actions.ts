import type { send } from '../../browser/messages.ts';
import type { Plan } from '../../core/contract.ts';

import { topUpOf, withTopUp, type TopUpDraft } from './top-up.ts';

export type Send = typeof send;

/** What can be done with plans. Each answers with what went wrong, `null` when nothing did. */
export type PlanActions = {
  /** Saves a plan and makes it the active one. */
  start(plan: Plan): Promise<string | null>;
  /** The same plan bought once more: from `now` on, without the top-ups of the last time. */
  startAgain(plan: Plan): Promise<string | null>;
  /** Saves a plan that there is; which one is active stays. */
  save(plan: Plan): Promise<string | null>;
  /** Adds a top-up that begins `now`; a draft that is none is left alone. */
  addTopUp(plan: Plan, draft: TopUpDraft): Promise<string | null>;
  activate(id: string): Promise<string | null>;
  remove(id: string): Promise<string | null>;
};

/** @param deps.now ISO 8601 */
export function createPlanActions(deps: { send: Send; newId: () => string; now: () => string }): PlanActions {
  const { send, newId, now } = deps;
  const problem = (reply: object) => ('error' in reply ? String(reply.error) : null);
  const save = async (plan: Plan) => problem(await send({ type: 'plan.save', plan }));
  const activate = async (id: string) => problem(await send({ type: 'plan.activate', id }));
  const start = async (plan: Plan) => (await save(plan)) ?? (await activate(plan.id));
  return {
    start,
    startAgain: (plan) =>
      start({
        ...plan,
        id: newId(),
        activatedAt: now(),
        allowances: plan.allowances.filter(({ from, until }) => from === undefined && until === undefined),
      }),
    save,
    addTopUp: (plan, draft) => {
      const topUp = topUpOf(draft, plan, now(), newId());
      return 'allowance' in topUp ? save(withTopUp(plan, topUp.allowance, draft.extends)) : Promise.resolve(null);
    },
    activate,
    remove: async (id) => problem(await send({ type: 'plan.remove', id })),
  };
}
