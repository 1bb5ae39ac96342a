import { describe, expect, it } from 'vitest';
import { allowanceOf, at, drawn, GB, hkt, left, MB, planOf, planStatus, reading } from './plan-fixture.ts';

const plan = planOf({ allowances: [allowanceOf({ bytes: 5 * GB })] });
const usage = [at(hkt('02 12:00'), GB), at(hkt('03 12:00'), 200 * MB)];
const now = hkt('03 13:00');

describe('readings', () => {
  it('none: nothing is known of traffic outside this browser', () => {
    expect(planStatus(plan, usage, now)).toMatchObject({ used: 1.2 * GB, outside: null });
  });

  it('used: the carrier’s figure at its time, plus ours since', () => {
    const status = planStatus(plan, usage, now, [reading(hkt('03 09:00'), { used: 1.7 * GB })]);
    expect(status).toMatchObject({ used: 1.9 * GB, remaining: 3.1 * GB, outside: 700 * MB });
    expect(status.allowances[0]).toMatchObject({ used: 1.9 * GB, remaining: 3.1 * GB });
  });

  it('remaining alone means the same', () => {
    const status = planStatus(plan, usage, now, [reading(hkt('03 09:00'), { remaining: 3.3 * GB })]);
    expect(status).toMatchObject({ used: 1.9 * GB, remaining: 3.1 * GB, outside: 700 * MB });
  });

  it('percent of what was bought, or of the total that the message names', () => {
    expect(planStatus(plan, usage, now, [reading(hkt('03 09:00'), { percentUsed: 50 })])).toMatchObject({
      used: 2.7 * GB,
      outside: 1.5 * GB,
    });
    expect(planStatus(plan, usage, now, [reading(hkt('03 09:00'), { percentUsed: 50, total: 4 * GB })])).toMatchObject({
      used: 2.2 * GB,
      outside: GB,
    });
  });

  it('exhausted: all of it is used, whatever was counted', () => {
    const status = planStatus(plan, usage, now, [reading(hkt('03 09:00'), { exhausted: true })]);
    expect(status).toMatchObject({ used: 5 * GB, remaining: 0, state: 'cut', outside: 4 * GB });
  });

  it('less than was counted: the difference is given back', () => {
    const status = planStatus(plan, usage, now, [reading(hkt('03 09:00'), { used: 900 * MB })]);
    expect(status).toMatchObject({ used: 1.1 * GB, remaining: 3.9 * GB, outside: -100 * MB });
  });

  it('used and remaining that do not add up to the plan are both believed', () => {
    const status = planStatus(plan, usage, now, [reading(hkt('03 09:00'), { used: 2.12 * GB, remaining: 3 * GB })]);
    expect(status).toMatchObject({ used: 2.32 * GB, remaining: 2.8 * GB, outside: 1.12 * GB });
  });

  it('more left than was ever bought is believed', () => {
    const status = planStatus(plan, usage, now, [reading(hkt('03 09:00'), { remaining: 6 * GB })]);
    expect(status.remaining).toBe(5.8 * GB);
  });

  it('the one with the latest time counts, in whatever order they arrived', () => {
    const readings = [reading(hkt('03 09:00'), { used: 1.7 * GB }), reading(hkt('02 18:00'), { used: 4 * GB })];
    expect(planStatus(plan, usage, now, readings).used).toBe(1.9 * GB);
  });

  it('without a time, of something else, or from the future: ignored', () => {
    const readings = [
      { ...reading(hkt('03 09:00'), { used: 2 * GB }), asOf: null },
      reading(hkt('03 09:00'), { used: 2 * GB, scope: 'other' }),
      reading(hkt('03 14:00'), { used: 2 * GB }),
      reading(hkt('03 09:00'), {}),
    ];
    expect(planStatus(plan, usage, now, readings)).toEqual(planStatus(plan, usage, now));
  });

  it('an empty one does not hide the one before it', () => {
    const readings = [reading(hkt('03 09:00'), { used: 1.7 * GB }), reading(hkt('03 10:00'), {})];
    expect(planStatus(plan, usage, now, readings).outside).toBe(700 * MB);
  });

  it('from before the plan began: ignored', () => {
    expect(planStatus(plan, usage, now, [reading(hkt('01 09:00'), { used: 3 * GB })]).outside).toBeNull();
  });

  const monthly = planOf({
    activatedAt: '2026-02-10T10:00:00+08:00',
    validity: { kind: 'months', billingDay: 1 },
    allowances: [allowanceOf({ bytes: 5 * GB, resets: { every: 'month', day: 1 } })],
  });

  it('of last month: ignored', () => {
    const status = planStatus(monthly, usage, now, [reading('2026-02-28T12:00:00+08:00', { used: 4 * GB })]);
    expect(status).toMatchObject({ used: 1.2 * GB, outside: null });
  });

  it('as of 24:00 on the last day: belongs to the month that ended there', () => {
    const status = planStatus(monthly, usage, now, [reading(hkt('01 00:00'), { used: 4 * GB })]);
    expect(status).toMatchObject({ used: 1.2 * GB, outside: null });
  });

  it('of yesterday say nothing of today’s quota', () => {
    const daily = planOf({ allowances: [allowanceOf({ bytes: 5 * GB, resets: { every: 'day', at: '00:00' } })] });
    const readings = [reading(hkt('02 18:00'), { used: 3 * GB })];
    expect(planStatus(daily, usage, hkt('02 20:00'), readings)).toMatchObject({ used: 3 * GB, outside: 2 * GB });
    expect(planStatus(daily, usage, now, readings)).toMatchObject({ used: 200 * MB, outside: null });
  });

  it('a top-up bought afterwards is added', () => {
    const topped = planOf({
      allowances: [allowanceOf({ bytes: 5 * GB }), allowanceOf({ id: 'top-up', bytes: GB, from: hkt('03 10:00') })],
    });
    const status = planStatus(topped, usage, now, [reading(hkt('03 09:00'), { remaining: GB })]);
    expect(status).toMatchObject({ used: 4.2 * GB, remaining: 1.8 * GB });
  });

  it('what one adds is used in the plan’s order', () => {
    const topped = planOf({
      allowances: [
        allowanceOf({ bytes: 5 * GB }),
        allowanceOf({ id: 'top-up', bytes: 1.5 * GB, from: hkt('02 09:00'), until: hkt('05 00:00') }),
      ],
    });
    const status = planStatus(topped, [usage[0] ?? at(now, 0)], now, [reading(hkt('03 09:00'), { used: 2 * GB })]);
    expect([drawn(status, 'top-up'), drawn(status, 'data')]).toEqual([1.5 * GB, 500 * MB]);
  });

  it('what one uses up ran out at its time, the last in the plan’s order last', () => {
    const spent = planOf({
      allowances: [
        allowanceOf({ bytes: GB, order: 1, after: { kind: 'throttle', kbps: 128 } }),
        allowanceOf({ id: 'second', bytes: GB, order: 2 }),
      ],
    });
    const traffic = [at(hkt('02 12:00'), 1.2 * GB)];
    expect(planStatus(spent, traffic, now, [reading(hkt('03 09:00'), { exhausted: true })]).state).toBe('cut');
    // With the list reversed, both at once.
    const turned = planOf({ allowances: [...spent.allowances].reverse() });
    expect(planStatus(turned, [], now, [reading(hkt('03 09:00'), { exhausted: true })]).state).toBe('cut');
  });

  it('night and app packs are not part of the carrier’s general figure', () => {
    const packs = planOf({
      allowances: [
        allowanceOf({ bytes: 5 * GB }),
        allowanceOf({ id: 'tv', sites: ['tvb.com'] }),
        allowanceOf({ id: 'night', hours: { from: '23:00', to: '07:00' } }),
      ],
    });
    const traffic = [...usage, at(hkt('02 13:00'), 400 * MB, 'tvb.com'), at(hkt('03 01:00'), 300 * MB)];
    const status = planStatus(packs, traffic, now, [reading(hkt('03 09:00'), { used: 1.1 * GB })]);
    expect(status.outside).toBe(100 * MB);
    expect([drawn(status, 'data'), left(status, 'tv'), left(status, 'night')]).toEqual([1.3 * GB, 600 * MB, 700 * MB]);
  });

  it('beyond the allowance: what was charged outside this browser is owed', () => {
    const charged = planOf({ allowances: [allowanceOf({ after: { kind: 'charge', perMB: 1, currency: 'HKD' } })] });
    const traffic = [at(hkt('02 12:00'), GB + 10 * MB)];
    const status = planStatus(charged, traffic, now, [reading(hkt('03 09:00'), { used: GB + 25 * MB })]);
    expect(status).toMatchObject({ state: 'charging', used: GB, outside: 15 * MB, cost: { amount: 25 } });
  });

  it('unlimited: the carrier’s used figure is adopted, a percentage says nothing', () => {
    const open = planOf({ allowances: [allowanceOf({ bytes: null })] });
    expect(planStatus(open, usage, now, [reading(hkt('03 09:00'), { used: 3 * GB })])).toMatchObject({
      used: 3.2 * GB,
      outside: 2 * GB,
    });
    expect(planStatus(open, usage, now, [reading(hkt('03 09:00'), { percentUsed: 30 })])).toMatchObject({
      used: 1.2 * GB,
      outside: null,
    });
  });

  it('as of now: exactly the carrier’s figure', () => {
    expect(planStatus(plan, usage, now, [reading(now, { remaining: 2.5 * GB })]).remaining).toBe(2.5 * GB);
  });

  it('a plan that has ended keeps its last one', () => {
    const status = planStatus(plan, usage, hkt('09 12:00'), [reading(hkt('08 00:00'), { used: 3 * GB })]);
    expect(status).toMatchObject({ state: 'expired', used: 3 * GB, remaining: 0, outside: 1.8 * GB });
  });
});
