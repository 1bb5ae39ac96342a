import { describe, expect, it } from 'vitest';
import { allowanceOf, at, GB, hkt, MB, over, planOf, planStatus, reading, same } from './plan-fixture.ts';

describe('today', () => {
  const seven = planOf({ allowances: [allowanceOf({ bytes: 7 * GB })] });

  it('lasts from midnight to midnight in the plan’s zone', () => {
    const { today } = planStatus(seven, [], hkt('03 00:00'));
    expect(today).toMatchObject({ start: same(hkt('03 00:00')), end: same(hkt('04 00:00')) });
  });

  it('on the first day has the allowance divided by all days', () => {
    expect(planStatus(seven, [at(hkt('01 11:00'), 300 * MB)], hkt('01 12:00')).today).toMatchObject({
      used: 300 * MB,
      share: GB,
    });
  });

  it('has what was left when it began divided by the days left, whatever it has used', () => {
    const usage = [at(hkt('02 12:00'), 2 * GB), at(hkt('03 09:00'), 600 * MB)];
    // 5 GB for the 3rd to the 7th.
    expect(planStatus(seven, usage, hkt('03 12:00')).today).toMatchObject({ used: 600 * MB, share: GB });
  });

  it('on the last day has all that was left', () => {
    expect(planStatus(seven, [at(hkt('02 12:00'), 4 * GB)], hkt('07 12:00')).today.share).toBe(3 * GB);
  });

  it('has a share rounded down to a byte', () => {
    const plan = planOf({ allowances: [allowanceOf({ bytes: 100 })] });
    expect(planStatus(plan, [], hkt('01 12:00')).today.share).toBe(14);
  });

  it('gets its share by time of a row across midnight', () => {
    const usage = [over(hkt('02 23:50'), hkt('03 00:20'), 30 * MB)];
    expect(planStatus(seven, usage, hkt('03 12:00')).today.used).toBe(20 * MB);
  });

  it('of a daily quota has that quota as its share', () => {
    const plan = planOf({ allowances: [allowanceOf({ bytes: 3 * GB, resets: { every: 'day', at: '00:00' } })] });
    expect(planStatus(plan, [at(hkt('03 09:00'), GB)], hkt('03 12:00')).today).toMatchObject({
      used: GB,
      share: 3 * GB,
    });
  });

  it('of a quota of 24 h has that quota as its share, though it ends tomorrow', () => {
    const plan = planOf({ activatedAt: hkt('01 15:00'), allowances: [allowanceOf({ resets: { every: '24h' } })] });
    expect(planStatus(plan, [at(hkt('02 16:00'), 100 * MB)], hkt('02 20:00')).today.share).toBe(GB);
  });

  it('of 24 h × N: days are counted by the calendar, parts of days too', () => {
    const plan = planOf({
      activatedAt: hkt('01 15:00'),
      validity: { kind: 'days', days: 2, clock: 'hours' },
      allowances: [allowanceOf({ bytes: 3 * GB })],
    });
    // The 1st, the 2nd and the 3rd until 15:00.
    expect(planStatus(plan, [], hkt('01 16:00')).today.share).toBe(GB);
  });

  it('of a plan that resets every 30 days is divided within these 30', () => {
    const plan = planOf({
      validity: { kind: 'days', days: 90, clock: 'calendar' },
      allowances: [allowanceOf({ bytes: 3 * GB, resets: { every: 'days', days: 30 } })],
    });
    expect(planStatus(plan, [], hkt('01 12:00')).today.share).toBe(100 * MB);
  });

  it('of a month is divided until the next bill', () => {
    const plan = planOf({
      validity: { kind: 'months', billingDay: 1 },
      allowances: [allowanceOf({ bytes: 3.1 * GB, resets: { every: 'month', day: 1 } })],
    });
    expect(planStatus(plan, [], hkt('01 12:00')).today.share).toBe(100 * MB);
  });

  it('of a monthly plan’s data that never renews is divided until the next bill', () => {
    const plan = planOf({ validity: { kind: 'months', billingDay: 5 }, allowances: [allowanceOf({})] });
    expect(planStatus(plan, [], hkt('01 12:00')).today.share).toBe(250 * MB);
  });

  it('of 23 hours is one day', () => {
    const plan = planOf({
      timeZone: 'America/New_York',
      activatedAt: '2026-03-07T12:00:00-05:00',
      validity: { kind: 'days', days: 4, clock: 'calendar' },
      allowances: [allowanceOf({ bytes: 4 * GB })],
    });
    const { today } = planStatus(plan, [at('2026-03-07T13:00:00-05:00', GB)], '2026-03-08T12:00:00-04:00');
    expect(today).toEqual({ start: '2026-03-08T05:00:00.000Z', end: '2026-03-09T04:00:00.000Z', used: 0, share: GB });
  });

  it('adds the daily share of a top-up bought today', () => {
    const plan = planOf({
      allowances: [
        allowanceOf({ bytes: 7 * GB }),
        allowanceOf({ id: 'top-up', bytes: 600 * MB, from: hkt('03 09:00'), until: hkt('06 00:00') }),
      ],
    });
    // 7 GB over the 3rd to the 7th, 600 MB over the 3rd to the 5th.
    expect(planStatus(plan, [], hkt('03 12:00')).today.share).toBe(1.4 * GB + 200 * MB);
  });

  it('includes night data only while its hours run', () => {
    const plan = planOf({
      allowances: [
        allowanceOf({ bytes: 7 * GB }),
        allowanceOf({ id: 'night', bytes: 7 * GB, hours: { from: '23:00', to: '07:00' } }),
      ],
    });
    const usage = [at(hkt('01 11:00'), 100 * MB), at(hkt('01 23:10'), 300 * MB)];
    expect(planStatus(plan, usage, hkt('01 22:00')).today).toMatchObject({ used: 100 * MB, share: GB });
    expect(planStatus(plan, usage, hkt('01 23:30')).today).toMatchObject({ used: 400 * MB, share: 2 * GB });
  });

  it('includes neither packs nor zero-rated sites', () => {
    const plan = planOf({
      allowances: [
        allowanceOf({ bytes: 7 * GB }),
        allowanceOf({ id: 'tv', sites: ['tvb.com'] }),
        allowanceOf({ id: 'social', bytes: null, sites: ['chat.example'], free: true }),
      ],
    });
    const usage = [at(hkt('01 11:00'), 500 * MB, 'tvb.com'), at(hkt('01 11:00'), 500 * MB, 'chat.example')];
    expect(planStatus(plan, usage, hkt('01 12:00')).today).toMatchObject({ used: 0, share: GB });
  });

  it('counts as used also what exceeded the allowance', () => {
    const plan = planOf({
      allowances: [
        allowanceOf({ bytes: 100 * MB, resets: { every: 'day', at: '00:00' }, after: { kind: 'throttle', kbps: 128 } }),
      ],
    });
    expect(planStatus(plan, [at(hkt('01 11:00'), 130 * MB)], hkt('01 12:00')).today).toMatchObject({
      used: 130 * MB,
      share: 100 * MB,
    });
  });

  it('of a used-up plan has a share of 0', () => {
    expect(planStatus(planOf({}), [at(hkt('02 12:00'), GB)], hkt('03 12:00')).today.share).toBe(0);
  });

  it('has a smaller share where a reading finds more used', () => {
    const status = planStatus(seven, [at(hkt('03 09:00'), 100 * MB)], hkt('03 12:00'), [
      reading(hkt('03 10:00'), { remaining: 4.9 * GB }),
    ]);
    expect(status.today).toMatchObject({ used: 100 * MB, share: GB });
  });
});
