import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/core/contract.ts';
import { allowanceOf, at, GB, hkt, left, MB, over, planOf, planStatus, same } from './plan-fixture.ts';

const stateAt = (plan: Plan, now: string) => planStatus(plan, [], now).state;

describe('validity', () => {
  it('calendar days: day 1 is the day of activation, the last ends at midnight in the plan’s zone', () => {
    const plan = planOf({});
    const { startsAt, endsAt } = planStatus(plan, [], hkt('03 12:00'));
    expect([startsAt, endsAt]).toEqual(['2026-03-01T02:00:00.000Z', '2026-03-07T16:00:00.000Z']);
  });

  it('calendar days: a day pass bought at 23:00 ends an hour later', () => {
    const plan = planOf({ activatedAt: hkt('01 23:00'), validity: { kind: 'days', days: 1, clock: 'calendar' } });
    expect(planStatus(plan, [], hkt('01 23:30')).endsAt).toBe(same(hkt('02 00:00')));
    expect([stateAt(plan, hkt('01 23:59')), stateAt(plan, hkt('02 00:00'))]).toEqual(['active', 'expired']);
  });

  it('24 h × N: a day pass bought at 23:00 ends at 23:00', () => {
    const plan = planOf({ activatedAt: hkt('01 23:00'), validity: { kind: 'days', days: 1, clock: 'hours' } });
    expect(planStatus(plan, [], hkt('02 12:00')).endsAt).toBe(same(hkt('02 23:00')));
  });

  it('24 h × 5 is 120 h even where clocks change in between', () => {
    const plan = planOf({
      timeZone: 'America/New_York',
      activatedAt: '2026-03-06T12:00:00-05:00',
      validity: { kind: 'days', days: 5, clock: 'hours' },
    });
    expect(planStatus(plan, [], '2026-03-07T00:00:00Z').endsAt).toBe('2026-03-11T17:00:00.000Z');
  });

  it('calendar days end at midnight by the new clock where clocks change in between', () => {
    const plan = planOf({
      timeZone: 'America/New_York',
      activatedAt: '2026-03-06T12:00:00-05:00',
      validity: { kind: 'days', days: 5, clock: 'calendar' },
    });
    expect(planStatus(plan, [], '2026-03-07T00:00:00Z').endsAt).toBe('2026-03-11T04:00:00.000Z');
  });

  it('calendar days over 29 February', () => {
    const plan = planOf({
      activatedAt: '2028-02-27T09:00:00+08:00',
      validity: { kind: 'days', days: 3, clock: 'calendar' },
    });
    expect(planStatus(plan, [], '2028-02-28T00:00:00Z').endsAt).toBe(same('2028-03-01T00:00:00+08:00'));
  });

  it('a plan activated at 07:00 in Hong Kong, on the day before in UTC, starts on Hong Kong’s day', () => {
    const plan = planOf({ activatedAt: hkt('02 07:00'), validity: { kind: 'days', days: 1, clock: 'calendar' } });
    expect(planStatus(plan, [], hkt('02 08:00')).endsAt).toBe('2026-03-02T16:00:00.000Z');
  });

  it('days in Cairo end at the first instant of a day that has no midnight', () => {
    const plan = planOf({
      timeZone: 'Africa/Cairo',
      activatedAt: '2026-04-23T12:00:00+02:00',
      validity: { kind: 'days', days: 1, clock: 'calendar' },
    });
    // Clocks go from 24 April 00:00 +02:00 straight to 01:00 +03:00.
    expect(planStatus(plan, [], '2026-04-23T12:00:00Z').endsAt).toBe('2026-04-23T22:00:00.000Z');
  });

  it('monthly and open-ended plans have no end', () => {
    const monthly = planOf({ validity: { kind: 'months', billingDay: 28 } });
    const open = planOf({ validity: { kind: 'open' } });
    expect([
      planStatus(monthly, [], hkt('03 12:00')).endsAt,
      planStatus(open, [], '2031-01-01T00:00:00Z').endsAt,
    ]).toEqual([null, null]);
    expect(stateAt(open, '2031-01-01T00:00:00Z')).toBe('active');
  });

  it('not started: shows what it will start with', () => {
    const status = planStatus(planOf({}), [at(hkt('01 09:00'), 5 * MB)], hkt('01 09:59'));
    expect(status).toMatchObject({
      state: 'not-started',
      used: 0,
      remaining: GB,
      today: { used: 0, share: 0 },
      outside: null,
    });
  });

  it('active from the very instant of activation', () => {
    expect(stateAt(planOf({}), hkt('01 10:00'))).toBe('active');
  });

  it('expired from the very instant of its end: nothing remains, the allowance shows what was left', () => {
    const status = planStatus(planOf({}), [at(hkt('02 12:00'), 300 * MB)], hkt('08 00:00'));
    expect(status).toMatchObject({ state: 'expired', used: 300 * MB, remaining: 0, today: { used: 0, share: 0 } });
    expect(left(status, 'data')).toBe(700 * MB);
  });

  it('expired: traffic after the end is not counted', () => {
    const usage = [at(hkt('07 23:00'), 100 * MB), at(hkt('08 00:30'), 500 * MB)];
    expect(planStatus(planOf({}), usage, hkt('08 12:00')).used).toBe(100 * MB);
  });

  it('traffic before activation is not counted, and a row across it counts by its share of time', () => {
    const usage = [at(hkt('01 09:00'), 100 * MB), over(hkt('01 09:55'), hkt('01 10:10'), 90 * MB)];
    expect(planStatus(planOf({}), usage, hkt('01 12:00')).used).toBe(60 * MB);
  });

  it('rows after now are left out; an open one counts completely', () => {
    const usage = [over(hkt('02 12:00'), hkt('02 12:15'), 40 * MB), over(hkt('02 12:15'), hkt('02 12:30'), 70 * MB)];
    expect(planStatus(planOf({}), usage, hkt('02 12:05')).used).toBe(40 * MB);
    expect(planStatus(planOf({}), usage, hkt('02 12:15')).used).toBe(40 * MB);
  });

  it('a row without length counts at its instant', () => {
    const point = over(hkt('02 12:00'), hkt('02 12:00'), 40 * MB);
    expect(planStatus(planOf({}), [point], hkt('02 12:00')).used).toBe(40 * MB);
    expect(planStatus(planOf({}), [point], hkt('02 11:59')).used).toBe(0);
  });

  it('invalid rows are ignored', () => {
    const usage = [
      over('yesterday', hkt('02 12:00'), 5),
      over(hkt('02 12:00'), hkt('02 13:00'), NaN),
      at(hkt('02 12:00'), -7),
    ];
    expect(planStatus(planOf({}), usage, hkt('03 12:00')).used).toBe(0);
  });

  it('instants with other offsets, without seconds or with microseconds are the same instants', () => {
    const usage = [
      over('2026-03-02T09:00+05:30', '2026-03-02T09:01+05:30', MB),
      over('2026-03-02T04:00:00.123456Z', '2026-03-02T04:00:30Z', MB),
    ];
    expect(planStatus(planOf({}), usage, '2026-03-02T12:00:00-01:00').used).toBe(2 * MB);
  });

  it('now must be an instant', () => {
    expect(() => planStatus(planOf({}), [], '2026-03-02T12:00:00')).toThrow(RangeError);
    expect(() => planStatus(planOf({}), [], 'noon')).toThrow(RangeError);
  });

  it('an open-ended prepaid volume ends by amount, not by date', () => {
    const plan = planOf({ validity: { kind: 'open' }, allowances: [allowanceOf({ bytes: 10 * GB })] });
    const status = planStatus(plan, [at(hkt('02 12:00'), 4 * GB)], '2027-03-02T12:00:00Z');
    expect(status).toMatchObject({ used: 4 * GB, remaining: 6 * GB, today: { share: null } });
    expect(status.allowances[0]).toMatchObject({ periodStart: '2026-03-01T02:00:00.000Z', periodEnd: null });
  });
});
