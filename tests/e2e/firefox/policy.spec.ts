import type { PlanList } from '../../../src/core/contract.ts';
import { expect, test } from './fixture.ts';

const FLEET = {
  id: 'fleet',
  name: 'Fleet SIM',
  timeZone: 'Asia/Hong_Kong',
  unit: 1000,
  activatedAt: '2026-03-01T00:00:00Z',
  validity: { kind: 'months', billingDay: 1 },
  allowances: [
    { id: 'data', label: 'Data', bytes: 20e9, resets: { every: 'month', day: 1 }, after: { kind: 'cut' } },
    { id: 'chat', label: 'Chat', sites: ['chat.test'], resets: { every: 'never' }, after: { kind: 'cut' } },
  ],
};

test.use({ policy: { plan: FLEET } });

test('an organisation presets a plan; removed by the user, it stays away', async ({ browserOf }) => {
  const { send, stopBackground } = browserOf;
  const list = () => send<PlanList>({ type: 'plan.list' });
  await expect.poll(list).toMatchObject({
    plans: [{ id: 'fleet', allowances: [{ bytes: 20e9 }, { bytes: null }] }],
    active: 'fleet',
  });
  expect(await send({ type: 'plan.remove', id: 'fleet' })).toEqual({ plans: [], active: null });
  await stopBackground();
  // The next plan's saving wakes the background, which reads the policy first.
  await send({ type: 'plan.save', plan: { ...FLEET, id: 'own', allowances: FLEET.allowances.slice(0, 1) } });
  await expect.poll(async () => (await list()).plans.map(({ id }) => id)).toEqual(['own']);
});
