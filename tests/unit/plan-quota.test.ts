import { describe, expect, it } from 'vitest';
import { allowanceOf, at, drawn, GB, hkt, left, MB, over, planOf, planStatus, same } from './plan-fixture.ts';

const throttle = { kind: 'throttle', kbps: 128 } as const;
const daily = (rest = {}) =>
  allowanceOf({ bytes: 3 * GB, resets: { every: 'day', at: '00:00' }, after: throttle, ...rest });

describe('quotas and their resets', () => {
  it('total over 7 calendar days', () => {
    const usage = [at(hkt('01 11:00'), 200 * MB), at(hkt('03 11:00'), 300 * MB)];
    const status = planStatus(planOf({}), usage, hkt('04 12:00'));
    expect(status).toMatchObject({ used: 500 * MB, remaining: 500 * MB, state: 'active' });
    expect(status.allowances).toEqual([
      {
        id: 'data',
        used: 500 * MB,
        remaining: 500 * MB,
        periodStart: same(hkt('01 10:00')),
        periodEnd: same(hkt('08 00:00')),
      },
    ]);
  });

  it('3 GB a day from 00:00 in Hong Kong: yesterday’s use does not count', () => {
    const plan = planOf({ allowances: [daily()] });
    const usage = [at(hkt('02 12:00'), 2.9 * GB), at(hkt('03 01:00'), 400 * MB)];
    const status = planStatus(plan, usage, hkt('03 12:00'));
    expect(status).toMatchObject({ used: 400 * MB, remaining: 2.6 * GB });
    expect(status.allowances[0]).toMatchObject({
      periodStart: same(hkt('03 00:00')),
      periodEnd: same(hkt('04 00:00')),
    });
  });

  it('3 GB a day, then 128 kbps, and full speed again at midnight', () => {
    const plan = planOf({ allowances: [daily()] });
    const usage = [at(hkt('02 12:00'), 3.2 * GB)];
    expect(planStatus(plan, usage, hkt('02 23:59'))).toMatchObject({ state: 'throttled', used: 3 * GB, remaining: 0 });
    expect(planStatus(plan, usage, hkt('03 00:00'))).toMatchObject({ state: 'active', used: 0, remaining: 3 * GB });
  });

  it('a quota used to the last byte is used up', () => {
    const plan = planOf({ allowances: [daily()] });
    expect(planStatus(plan, [at(hkt('02 12:00'), 3 * GB)], hkt('02 13:00')).state).toBe('throttled');
    expect(planStatus(plan, [at(hkt('02 12:00'), 3 * GB - 1)], hkt('02 13:00')).state).toBe('active');
  });

  it('the day of activation has the whole daily quota, the last day ends with the plan', () => {
    const plan = planOf({ activatedAt: hkt('01 21:30'), allowances: [daily()] });
    const first = planStatus(plan, [], hkt('01 22:00'));
    expect(first.allowances[0]).toMatchObject({
      remaining: 3 * GB,
      periodStart: same(hkt('01 21:30')),
      periodEnd: same(hkt('02 00:00')),
    });
    expect(planStatus(plan, [], hkt('07 12:00')).allowances[0]?.periodEnd).toBe(same(hkt('08 00:00')));
  });

  it('a daily quota at 00:00 in Hong Kong, seen from Berlin', () => {
    const plan = planOf({
      timeZone: 'Europe/Berlin',
      activatedAt: '2026-03-01T10:00:00+01:00',
      allowances: [daily({ resets: { every: 'day', at: '00:00', timeZone: 'Asia/Hong_Kong' } })],
    });
    const status = planStatus(
      plan,
      [at('2026-03-02T16:30:00+01:00', GB), at('2026-03-02T17:30:00+01:00', MB)],
      '2026-03-02T20:00:00+01:00',
    );
    expect(status).toMatchObject({ used: MB, remaining: 3 * GB - MB });
    expect(status.allowances[0]).toMatchObject({
      periodStart: '2026-03-02T16:00:00.000Z',
      periodEnd: '2026-03-03T16:00:00.000Z',
    });
    expect(status.today).toMatchObject({ start: '2026-03-01T23:00:00.000Z', end: '2026-03-02T23:00:00.000Z' });
  });

  it('expires 24 h × N after activation, resets at 00:00 UTC', () => {
    const plan = planOf({
      activatedAt: '2026-03-01T10:00:00Z',
      validity: { kind: 'days', days: 2, clock: 'hours' },
      allowances: [daily({ resets: { every: 'day', at: '00:00', timeZone: 'UTC' } })],
    });
    expect(planStatus(plan, [], '2026-03-03T01:00:00Z').allowances[0]).toMatchObject({
      periodStart: '2026-03-03T00:00:00.000Z',
      periodEnd: '2026-03-03T10:00:00.000Z',
    });
  });

  it('500 MB in each 24 h from activation', () => {
    const plan = planOf({
      activatedAt: hkt('01 15:00'),
      validity: { kind: 'days', days: 5, clock: 'hours' },
      allowances: [allowanceOf({ bytes: 500 * MB, resets: { every: '24h' } })],
    });
    const usage = [at(hkt('02 14:58'), 480 * MB), at(hkt('02 15:00'), 30 * MB)];
    expect(planStatus(plan, usage, hkt('02 14:59')).remaining).toBe(20 * MB);
    expect(planStatus(plan, usage, hkt('02 15:01')).remaining).toBe(470 * MB);
  });

  it('24 h × 2 stays 48 h over the night when clocks go forward', () => {
    const plan = planOf({
      timeZone: 'America/New_York',
      activatedAt: '2026-03-07T20:00:00-05:00',
      validity: { kind: 'days', days: 2, clock: 'hours' },
      allowances: [allowanceOf({ resets: { every: '24h' } })],
    });
    expect(planStatus(plan, [], '2026-03-08T12:00:00-04:00').allowances[0]?.periodEnd).toBe(
      same('2026-03-08T21:00:00-04:00'),
    );
  });

  it('90 days with 5 GB in each 30', () => {
    const plan = planOf({
      validity: { kind: 'days', days: 90, clock: 'calendar' },
      allowances: [allowanceOf({ bytes: 5 * GB, resets: { every: 'days', days: 30 } })],
    });
    const usage = [at(hkt('30 23:00'), 4 * GB), at(hkt('31 01:00'), GB)];
    const status = planStatus(plan, usage, hkt('31 12:00'));
    expect(status).toMatchObject({ used: GB, remaining: 4 * GB });
    expect(status.allowances[0]).toMatchObject({
      periodStart: same(hkt('31 00:00')),
      periodEnd: same('2026-04-30T00:00:00+08:00'),
    });
  });

  it('monthly on billing day 31: February’s bill begins on the 28th', () => {
    const plan = planOf({
      activatedAt: '2026-01-10T12:00:00+08:00',
      validity: { kind: 'months', billingDay: 31 },
      allowances: [allowanceOf({ resets: { every: 'month', day: 31 } })],
    });
    const usage = [at('2026-02-27T12:00:00+08:00', 100 * MB), at('2026-02-28T12:00:00+08:00', 30 * MB)];
    const status = planStatus(plan, usage, hkt('01 12:00'));
    expect(status.used).toBe(30 * MB);
    expect(status.allowances[0]).toMatchObject({
      periodStart: same('2026-02-28T00:00:00+08:00'),
      periodEnd: same(hkt('31 00:00')),
    });
  });

  it('monthly, bought on the 30th, billed on the 28th', () => {
    const plan = planOf({
      activatedAt: '2026-01-30T12:00:00+08:00',
      validity: { kind: 'months', billingDay: 28 },
      allowances: [allowanceOf({ resets: { every: 'month', day: 28 } })],
    });
    expect(planStatus(plan, [], '2026-02-01T12:00:00+08:00').allowances[0]).toMatchObject({
      periodStart: same('2026-01-30T12:00:00+08:00'),
      periodEnd: same('2026-02-28T00:00:00+08:00'),
    });
  });

  it('daily and monthly together: the daily quota expires sooner and is used first', () => {
    const plan = planOf({
      validity: { kind: 'months', billingDay: 1 },
      allowances: [
        allowanceOf({ id: 'month', bytes: 10 * GB, resets: { every: 'month', day: 1 } }),
        daily({ id: 'day', bytes: GB }),
      ],
    });
    const status = planStatus(plan, [at(hkt('02 12:00'), 0.4 * GB), at(hkt('03 12:00'), 1.5 * GB)], hkt('03 13:00'));
    expect([drawn(status, 'day'), drawn(status, 'month')]).toEqual([GB, 0.5 * GB]);
    expect(status).toMatchObject({ used: 1.5 * GB, remaining: 9.5 * GB, state: 'active' });
  });

  it('a row across a reset is divided by time', () => {
    const plan = planOf({ allowances: [daily()] });
    const usage = [over(hkt('02 23:45'), hkt('03 00:15'), 90 * MB + 1)];
    // Half of an odd number: the first part is rounded, the second is the rest.
    expect(planStatus(plan, usage, hkt('03 12:00')).used).toBe(45 * MB);
  });

  it('a row over three days gives each its share', () => {
    const plan = planOf({ allowances: [daily()] });
    const usage = [over(hkt('02 12:00'), hkt('04 12:00'), 480 * MB)];
    expect(planStatus(plan, usage, hkt('03 23:59')).used).toBeGreaterThan(300 * MB);
    expect(planStatus(plan, usage, hkt('04 13:00')).used).toBe(120 * MB);
  });

  it('a night of 25 hours has one quota', () => {
    const plan = planOf({
      timeZone: 'Europe/London',
      activatedAt: '2026-10-24T10:00:00+01:00',
      allowances: [daily({ bytes: GB })],
    });
    // 01:30 comes twice on 25 October.
    const usage = [at('2026-10-25T01:30:00+01:00', 100 * MB), at('2026-10-25T01:30:00+00:00', 100 * MB)];
    const status = planStatus(plan, usage, '2026-10-25T23:30:00Z');
    expect(status.used).toBe(200 * MB);
    expect(status.today).toMatchObject({ start: '2026-10-24T23:00:00.000Z', end: '2026-10-26T00:00:00.000Z' });
  });

  it('unlimited: use is counted, nothing runs out', () => {
    const plan = planOf({ allowances: [allowanceOf({ bytes: null })] });
    expect(planStatus(plan, [at(hkt('02 12:00'), 50 * GB)], hkt('03 12:00'))).toMatchObject({
      used: 50 * GB,
      remaining: null,
      state: 'active',
      today: { share: null },
      forecast: { runsOutAt: null },
    });
  });
});

describe('rollover', () => {
  const monthly = planOf({
    activatedAt: '2026-01-01T00:00:00+08:00',
    validity: { kind: 'months', billingDay: 1 },
    allowances: [allowanceOf({ bytes: 10 * GB, resets: { every: 'month', day: 1 }, rollover: 'once' })],
  });
  const jan = (bytes: number) => at('2026-01-15T12:00:00+08:00', bytes);
  const feb = (bytes: number) => at('2026-02-15T12:00:00+08:00', bytes);

  it('is added to the next month', () => {
    expect(planStatus(monthly, [jan(4 * GB)], '2026-02-02T12:00:00+08:00')).toMatchObject({
      used: 0,
      remaining: 16 * GB,
    });
  });

  it('is used first: the month’s own quota is whole until then', () => {
    // 6 GB rolled into February, and 5 GB were used there, all of these 6: so all 10 GB of February roll over.
    expect(planStatus(monthly, [jan(4 * GB), feb(5 * GB)], hkt('02 12:00'))).toMatchObject({ remaining: 20 * GB });
  });

  it('does not roll over again', () => {
    // February's own 10 GB were not used; January's 6 GB have expired by March.
    expect(planStatus(monthly, [jan(4 * GB)], hkt('02 12:00')).remaining).toBe(20 * GB);
    // 6 GB rolled over + 3 GB of its own used in February: 7 GB roll into March.
    expect(planStatus(monthly, [jan(4 * GB), feb(9 * GB)], hkt('02 12:00')).remaining).toBe(17 * GB);
  });

  it('is nothing of a month that ran out', () => {
    expect(planStatus(monthly, [jan(12 * GB)], '2026-02-02T12:00:00+08:00').remaining).toBe(10 * GB);
  });

  it('without rollover nothing is carried over', () => {
    const plain = planOf({
      ...monthly,
      allowances: monthly.allowances.map((one) => ({ ...one, rollover: undefined })),
    });
    expect(left(planStatus(plain, [jan(4 * GB)], '2026-02-02T12:00:00+08:00'), 'data')).toBe(10 * GB);
  });
});
