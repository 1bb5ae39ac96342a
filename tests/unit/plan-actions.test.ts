import { expect, it } from 'vitest';
import type { Plan } from '../../src/core/contract.ts';
import { createPlanActions, type Send } from '../../src/ui/plan/plan-actions.ts';
import { allowanceOf, planOf } from './plan-fixture.ts';

const AT = '2026-03-02T12:00:00.000Z';
const TOP_UP = { amount: '1', amountUnit: 'GB', days: '', extends: false } as const;

/** Two windows that show the plan as it was when they were opened. */
function rig() {
  const start = planOf({ id: 'week', name: 'Week', allowances: [allowanceOf({ id: 'data' })] });
  const stored: { plan: Plan } = { plan: start };
  const send = ((message: { type: string; plan: Plan }) => {
    if (message.type === 'plan.save') stored.plan = message.plan;
    return Promise.resolve({ plans: [stored.plan], active: 'week' });
  }) as unknown as Send;
  let ids = 0;
  const actions = createPlanActions({ send, newId: () => `new ${++ids}`, now: () => AT });
  return { start, stored, actions, ids: () => stored.plan.allowances.map(({ id }) => id) };
}

it('two top-ups of two windows are both kept', async () => {
  const { start, actions, ids } = rig();
  expect(await actions.addTopUp(start, TOP_UP)).toBeNull();
  expect(await actions.addTopUp(start, TOP_UP)).toBeNull();
  expect(ids()).toEqual(['data', 'new 1', 'new 2']);
});

it('a form that was opened before a top-up keeps it when it is saved', async () => {
  const { start, stored, actions, ids } = rig();
  await actions.addTopUp(start, TOP_UP);
  expect(await actions.save({ ...start, name: 'Two weeks' }, start)).toBeNull();
  expect(stored.plan.name).toBe('Two weeks');
  expect(ids()).toEqual(['data', 'new 1']);
});

it('what the form itself has removed stays removed', async () => {
  const { start, actions, ids } = rig();
  const other = allowanceOf({ id: 'other' });
  await actions.save({ ...start, allowances: [other] }, start);
  expect(ids()).toEqual(['other']);
});

it('a prepaid balance is started once more for as long as before', async () => {
  const { start, stored, actions } = rig();
  const until = new Date(Date.parse(start.activatedAt) + 90 * 86_400_000).toISOString();
  await actions.startAgain({ ...start, validity: { kind: 'open' }, allowances: [allowanceOf({ id: 'data', until })] });
  expect(stored.plan).toMatchObject({ id: 'new 1', activatedAt: AT, allowances: [{ id: 'data' }] });
  expect(stored.plan.allowances[0]!.until).toBe(new Date(Date.parse(AT) + 90 * 86_400_000).toISOString());
});

it('a plan is started once more without its top-ups', async () => {
  const { start, stored, actions } = rig();
  const topUp = allowanceOf({ id: 'more', from: AT });
  await actions.startAgain({ ...start, allowances: [...start.allowances, topUp] });
  expect(stored.plan.allowances.map(({ id }) => id)).toEqual(['data']);
});
