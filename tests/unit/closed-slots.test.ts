import { beforeEach, expect, it } from 'vitest';
import type { PlanStatus, Reading } from '../../src/core/contract.ts';
import { allowanceOf, planOf } from './plan-fixture.ts';
import { createWorld, startEngine } from './support/engine-rig.ts';
import { freshStorage } from './support/fresh-storage.ts';
import { contentLength, NOON, request } from './support/request.ts';

beforeEach(freshStorage);

const MINUTE = 60_000;
const PLAN = planOf({
  id: 'week',
  activatedAt: new Date(NOON - 3 * 3_600_000).toISOString(),
  allowances: [allowanceOf({ bytes: 7e9 })],
});

async function withTraffic() {
  const rig = await startEngine({ ...createWorld(), now: NOON });
  await rig.ask({ type: 'plan.save', plan: PLAN });
  await rig.ask({ type: 'plan.activate', id: 'week' });
  const come = (bytes: number) =>
    rig.engine.onRequest(request({ id: `r${rig.world.now}`, at: rig.world.now, headers: contentLength(bytes) }));
  rig.world.now = NOON + MINUTE;
  come(700_000_000);
  rig.world.now = NOON + 2 * MINUTE;
  return { ...rig, come };
}

const GB = 1e9;
/** 7 GB bought, 2 used, as a carrier's message says it. */
const said: Reading = { asOf: null, used: 2 * GB, total: 7 * GB, unit: 1000, scope: 'general', source: 'manual' };

it('what had come before a reading is not charged after it, however late one looks', async () => {
  const { ask, status, world, come } = await withTraffic();
  expect(((await ask({ type: 'reading.apply', reading: said })) as PlanStatus).used).toBe(2 * GB);
  for (const minutes of [1, 5, 12, 40]) {
    world.now = NOON + (2 + minutes) * MINUTE;
    expect((await status()).used).toBe(2 * GB);
  }
  come(10_000_000);
  const { used } = await status();
  expect(used).toBeGreaterThan(2 * GB + 10_000_000);
  expect(used).toBeLessThan(2 * GB + 11_000_000);
});

it('what comes after it in the same quarter of an hour is, also after a restart of the background', async () => {
  const first = await withTraffic();
  await first.ask({ type: 'reading.apply', reading: said });
  first.world.now = NOON + 4 * MINUTE;
  first.come(10_000_000);
  await first.status();
  const { engine, status, world } = await startEngine(first.world);
  world.now = NOON + 6 * MINUTE;
  engine.onRequest(request({ id: 'later', at: world.now, headers: contentLength(10_000_000) }));
  world.now = NOON + 60 * MINUTE;
  const { used } = await status();
  expect(used).toBeGreaterThan(2 * GB + 20_000_000);
  expect(used).toBeLessThan(2 * GB + 22_000_000);
});

it('a top-up is whole when it is bought after the plan has been used up', async () => {
  const { ask, status, world } = await withTraffic();
  const small = { ...PLAN, allowances: [allowanceOf({ bytes: 20e6 })] };
  await ask({ type: 'plan.save', plan: small });
  expect((await status()).remaining).toBe(0);
  const topUp = allowanceOf({ id: 'more', bytes: GB, from: new Date(world.now).toISOString() });
  await ask({ type: 'plan.save', plan: { ...small, allowances: [...small.allowances, topUp] } });
  for (const minutes of [0, 1, 5, 12, 40]) {
    world.now = NOON + (2 + minutes) * MINUTE;
    expect((await status()).remaining).toBe(GB);
  }
});

it('a reading of hours ago divides what came around it in proportion to time, as before', async () => {
  const { ask, world, status } = await withTraffic();
  world.now = NOON + 60 * MINUTE;
  const asOf = new Date(NOON + 7.5 * MINUTE).toISOString();
  await ask({ type: 'reading.apply', reading: { ...said, asOf } });
  const { used } = await status();
  expect(used).toBeGreaterThan(2 * GB + 300_000_000);
  expect(used).toBeLessThan(2 * GB + 400_000_000);
});
