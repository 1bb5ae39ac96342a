import type { PlanList } from '../../../src/core/contract.ts';
import { FLEET_PLAN } from '../support/fleet-plan.ts';
import { expect, test } from './fixture.ts';

test.use({ policy: { plan: FLEET_PLAN } });

test('an organisation presets a plan; once the user removes it, it stays removed', async ({ browserOf }) => {
  const { send, stopBackground } = browserOf;
  const list = () => send<PlanList>({ type: 'plan.list' });
  await expect.poll(list).toMatchObject({
    plans: [{ id: 'fleet', allowances: [{ bytes: 20e9 }, { bytes: null }] }],
    active: 'fleet',
  });
  expect(await send({ type: 'plan.remove', id: 'fleet' })).toEqual({ plans: [], active: null });
  await stopBackground();
  // Saving the next plan wakes the background, which reads the policy first.
  await send({ type: 'plan.save', plan: { ...FLEET_PLAN, id: 'own', allowances: FLEET_PLAN.allowances.slice(0, 1) } });
  await expect.poll(async () => (await list()).plans.map(({ id }) => id)).toEqual(['own']);
});
