import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../src/storage/open-database.ts';
import { changeSettings, readPlans, readSettings, removePlan, savePlan } from '../../src/storage/plan-store.ts';
import { planOf } from './plan-fixture.ts';
import { freshStorage } from './support/fresh-storage.ts';

const ids = async (database: Database) => (await readPlans(database)).plans.map(({ id }) => id);

describe('the store of plans', () => {
  let database: Database;
  beforeEach(async () => {
    freshStorage();
    database = await openDatabase();
  });

  it('is metered and without a plan at first', async () => {
    expect(await readSettings(database)).toMatchObject({
      active: null,
      metered: true,
      unmeteredSince: null,
      countingSince: null,
      uncorrected: [],
      preset: null,
    });
    expect(await readPlans(database)).toEqual({ plans: [], active: null });
  });

  it('returns plans as they were saved, in the order they were added', async () => {
    const plans = ['c', 'a', 'b'].map((id) => planOf({ id }));
    for (const plan of plans) await savePlan(database, plan, 1000);
    expect((await readPlans(database)).plans).toEqual(plans);
  });

  it('keeps the order when the clock is set back and when a plan is edited', async () => {
    await savePlan(database, planOf({ id: 'first' }), 2000);
    await savePlan(database, planOf({ id: 'second' }), 1000);
    await savePlan(database, planOf({ id: 'first', name: 'Edited' }), 3000);
    expect(await ids(database)).toEqual(['first', 'second']);
    expect((await readPlans(database)).plans[0]!.name).toBe('Edited');
  });

  it('changes one setting and keeps the others, whoever writes at the same time', async () => {
    await Promise.all([
      changeSettings(database, { active: 'a' }),
      changeSettings(database, { metered: false, unmeteredSince: 5 }),
      changeSettings(database, { countingSince: 7 }),
    ]);
    expect(await readSettings(database)).toMatchObject({
      active: 'a',
      metered: false,
      unmeteredSince: 5,
      countingSince: 7,
      uncorrected: [],
      preset: null,
    });
  });

  it('has no active plan once that one is removed', async () => {
    await savePlan(database, planOf({ id: 'a' }), 1);
    await savePlan(database, planOf({ id: 'b' }), 2);
    await changeSettings(database, { active: 'b' });
    expect(await removePlan(database, 'a')).toBe(true);
    expect(await readPlans(database)).toMatchObject({ plans: [{ id: 'b' }], active: 'b' });
    expect(await removePlan(database, 'b')).toBe(true);
    expect(await readPlans(database)).toEqual({ plans: [], active: null });
    expect(await removePlan(database, 'b')).toBe(false);
  });
});
