import { describe, expect, it } from 'vitest';
import { allowanceOf, at, GB, hkt, MB, over, planOf, planStatus } from './plan-fixture.ts';

const roaming = (rest = {}) =>
  planOf({
    allowances: [allowanceOf({ bytes: 0, after: { kind: 'charge', perMB: 1.5, currency: 'HKD', dailyCap: 68 } })],
    ...rest,
  });

describe('overage', () => {
  it('roaming costs 1.5 per MB, at most 68 a day in the plan’s zone', () => {
    const usage = [at(hkt('02 12:00'), 100 * MB), at(hkt('03 12:00'), 10 * MB)];
    expect(planStatus(roaming(), usage, hkt('05 13:00'))).toMatchObject({
      state: 'charging',
      used: 0,
      remaining: 0,
      cost: { amount: 68 + 15, currency: 'HKD' },
    });
  });

  it('the cap’s day ends at the plan’s midnight, not at UTC’s', () => {
    // In UTC, both are on 2 March.
    const usage = [at(hkt('02 23:30'), 100 * MB), at(hkt('03 00:30'), 100 * MB)];
    expect(planStatus(roaming(), usage, hkt('05 13:00')).cost?.amount).toBe(136);
  });

  it('a row across midnight is charged to both days', () => {
    const usage = [over(hkt('02 23:00'), hkt('03 01:00'), 80 * MB)];
    expect(planStatus(roaming(), usage, hkt('05 13:00')).cost?.amount).toBe(60 + 60);
  });

  it('a carrier that counts by 1024 charges by 1024', () => {
    const usage = [at(hkt('02 12:00'), 10 * 1024 * 1024)];
    expect(planStatus(roaming({ unit: 1024 }), usage, hkt('03 13:00')).cost?.amount).toBe(15);
    expect(planStatus(roaming(), usage, hkt('03 13:00')).cost?.amount).toBeCloseTo(15.72864, 5);
  });

  it('nothing is owed before the allowance is used up, and the plan’s price is not included', () => {
    const plan = planOf({
      price: { amount: 88, currency: 'HKD' },
      allowances: [allowanceOf({ after: { kind: 'charge', perMB: 2, currency: 'HKD' } })],
    });
    expect(planStatus(plan, [at(hkt('02 12:00'), GB)], hkt('03 12:00')).cost).toEqual({ amount: 0, currency: 'HKD' });
    expect(planStatus(plan, [at(hkt('02 12:00'), GB + 3 * MB)], hkt('03 12:00'))).toMatchObject({
      state: 'charging',
      cost: { amount: 6, currency: 'HKD' },
    });
  });

  it('a plan that never charges has no overage', () => {
    expect(planStatus(planOf({}), [at(hkt('02 12:00'), 2 * GB)], hkt('03 12:00'))).not.toHaveProperty('cost');
  });

  it('with a daily allowance each day’s excess is added up', () => {
    const plan = planOf({
      allowances: [
        allowanceOf({
          bytes: 100 * MB,
          resets: { every: 'day', at: '00:00' },
          after: { kind: 'charge', perMB: 1, currency: 'HKD' },
        }),
      ],
    });
    const usage = [at(hkt('02 12:00'), 105 * MB), at(hkt('03 12:00'), 107 * MB), at(hkt('04 12:00'), 50 * MB)];
    expect(planStatus(plan, usage, hkt('04 13:00'))).toMatchObject({ state: 'active', cost: { amount: 12 } });
  });

  it('a monthly plan owes the current bill’s overage', () => {
    const plan = planOf({
      validity: { kind: 'months', billingDay: 15 },
      allowances: [
        allowanceOf({
          bytes: 0,
          resets: { every: 'month', day: 15 },
          after: { kind: 'charge', perMB: 1, currency: 'HKD' },
        }),
      ],
    });
    const usage = [at(hkt('14 12:00'), 30 * MB), at(hkt('16 12:00'), 4 * MB)];
    expect(planStatus(plan, usage, hkt('14 13:00')).cost?.amount).toBe(30);
    expect(planStatus(plan, usage, hkt('17 13:00')).cost?.amount).toBe(4);
  });

  it('an app pack’s overflow beyond general data is charged like the rest', () => {
    const plan = planOf({
      allowances: [
        allowanceOf({ bytes: 10 * MB, after: { kind: 'charge', perMB: 1, currency: 'HKD' } }),
        allowanceOf({ id: 'tv', bytes: 5 * MB, sites: ['tvb.com'], after: { kind: 'cut' } }),
      ],
    });
    const status = planStatus(plan, [at(hkt('02 12:00'), 22 * MB, 'tvb.com')], hkt('03 12:00'));
    expect(status).toMatchObject({ state: 'charging', cost: { amount: 7 } });
  });

  it('zero-rated traffic is never charged', () => {
    const plan = roaming();
    const free = allowanceOf({ id: 'free', bytes: null, sites: ['chat.example'], free: true });
    const status = planStatus(
      { ...plan, allowances: [...plan.allowances, free] },
      [at(hkt('02 12:00'), GB, 'chat.example')],
      hkt('03 12:00'),
    );
    expect(status.cost?.amount).toBe(0);
  });
});
