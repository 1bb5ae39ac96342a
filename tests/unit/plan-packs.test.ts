import { describe, expect, it } from 'vitest';
import { allowanceOf, at, drawn, GB, hkt, left, MB, over, planOf, planStatus, same } from './plan-fixture.ts';

const night = allowanceOf({ id: 'night', bytes: 2 * GB, hours: { from: '23:00', to: '07:00' } });
const pack = allowanceOf({ id: 'tv', bytes: 500 * MB, sites: ['tvb.com'] });
const free = allowanceOf({ id: 'social', bytes: null, sites: ['chat.example'], free: true });

describe('night data', () => {
  const plan = planOf({ allowances: [allowanceOf({}), night] });

  it('is used before general data from 23:00 to 07:00, across midnight', () => {
    const usage = [
      at(hkt('02 22:58'), 10 * MB),
      at(hkt('02 23:00'), 20 * MB),
      at(hkt('03 06:59'), 40 * MB),
      at(hkt('03 07:00'), 80 * MB),
    ];
    const status = planStatus(plan, usage, hkt('03 12:00'));
    expect([drawn(status, 'data'), drawn(status, 'night')]).toEqual([90 * MB, 60 * MB]);
  });

  it('remains only while its hours run', () => {
    expect(planStatus(plan, [], hkt('02 22:59')).remaining).toBe(GB);
    expect(planStatus(plan, [], hkt('02 23:00')).remaining).toBe(3 * GB);
    expect(planStatus(plan, [], hkt('03 06:59')).remaining).toBe(3 * GB);
    expect(planStatus(plan, [], hkt('03 07:00')).remaining).toBe(GB);
  });

  it('overflows into general data', () => {
    const status = planStatus(plan, [at(hkt('03 01:00'), 2.3 * GB)], hkt('03 12:00'));
    expect([drawn(status, 'data'), left(status, 'night')]).toEqual([300 * MB, 0]);
  });

  it('gets its share of a row across 23:00', () => {
    const status = planStatus(plan, [over(hkt('02 22:50'), hkt('02 23:05'), 15 * MB)], hkt('03 12:00'));
    expect([drawn(status, 'data'), drawn(status, 'night')]).toEqual([10 * MB, 5 * MB]);
  });

  it('remains while general data is used up: cut by day, active again at 23:00', () => {
    const usage = [at(hkt('02 12:00'), 1.2 * GB)];
    expect(planStatus(plan, usage, hkt('02 13:00')).state).toBe('cut');
    expect(planStatus(plan, usage, hkt('02 23:00'))).toMatchObject({ state: 'active', remaining: 2 * GB });
  });

  it('of the night before counts for a plan activated at 01:00', () => {
    const late = planOf({ activatedAt: hkt('02 01:00'), allowances: [allowanceOf({}), night] });
    const status = planStatus(late, [at(hkt('02 02:00'), 30 * MB)], hkt('02 12:00'));
    expect([drawn(status, 'night'), drawn(status, 'data')]).toEqual([30 * MB, 0]);
  });

  it('lasts 7 hours of the clock on the night when clocks go forward', () => {
    const berlin = planOf({
      timeZone: 'Europe/Berlin',
      activatedAt: '2026-03-28T10:00:00+01:00',
      allowances: [allowanceOf({}), night],
    });
    const usage = [at('2026-03-29T06:58:00+02:00', 10 * MB), at('2026-03-29T07:00:00+02:00', 20 * MB)];
    expect(drawn(planStatus(berlin, usage, '2026-03-29T12:00:00+02:00'), 'night')).toBe(10 * MB);
  });

  it('in free hours nothing is charged', () => {
    const hours = allowanceOf({ id: 'free', bytes: null, hours: { from: '23:00', to: '07:00' }, free: true });
    const status = planStatus(
      planOf({ allowances: [allowanceOf({}), hours] }),
      [at(hkt('03 01:00'), 5 * GB)],
      hkt('03 02:00'),
    );
    expect(status).toMatchObject({ used: 0, remaining: GB, state: 'active', today: { used: 0 } });
    expect(drawn(status, 'free')).toBe(5 * GB);
  });
});

describe('app packs and zero-rated sites', () => {
  const plan = planOf({ allowances: [allowanceOf({}), pack, free] });

  it('a pack pays for its sites first, and for no others', () => {
    const status = planStatus(
      plan,
      [at(hkt('02 12:00'), 300 * MB, 'tvb.com'), at(hkt('02 12:00'), 70 * MB)],
      hkt('03 12:00'),
    );
    expect([drawn(status, 'tv'), drawn(status, 'data')]).toEqual([300 * MB, 70 * MB]);
    expect(status).toMatchObject({ used: 70 * MB, remaining: 930 * MB });
  });

  it('a pack’s overflow goes to general data', () => {
    const status = planStatus(plan, [at(hkt('02 12:00'), 800 * MB, 'tvb.com')], hkt('03 12:00'));
    expect([left(status, 'tv'), drawn(status, 'data')]).toEqual([0, 300 * MB]);
  });

  it('a pack remains while general data is used up', () => {
    const status = planStatus(plan, [at(hkt('02 12:00'), GB)], hkt('03 12:00'));
    expect(status).toMatchObject({ state: 'cut', remaining: 0 });
    expect(left(status, 'tv')).toBe(500 * MB);
  });

  it('zero-rated sites are counted and cost nothing', () => {
    const status = planStatus(plan, [at(hkt('02 12:00'), 4 * GB, 'chat.example')], hkt('02 12:30'));
    expect(status).toMatchObject({ used: 0, remaining: GB, state: 'active', today: { used: 0 } });
    expect(drawn(status, 'social')).toBe(4 * GB);
  });

  it('a zero-rated amount that is used up still overflows nowhere', () => {
    const some = allowanceOf({ ...free, bytes: GB });
    const status = planStatus(
      planOf({ allowances: [allowanceOf({}), some] }),
      [at(hkt('02 12:00'), 3 * GB, 'chat.example')],
      hkt('02 12:30'),
    );
    expect([drawn(status, 'social'), left(status, 'social'), status.used]).toEqual([3 * GB, 0, 0]);
  });

  it('two pools, local and mainland, are used in the user’s order', () => {
    const pools = planOf({
      allowances: [
        allowanceOf({ id: 'local', bytes: 10 * GB, order: 1 }),
        allowanceOf({ id: 'mainland', bytes: 2 * GB, order: 0 }),
      ],
    });
    const status = planStatus(pools, [at(hkt('02 12:00'), 2.5 * GB)], hkt('03 12:00'));
    expect([drawn(status, 'mainland'), drawn(status, 'local')]).toEqual([2 * GB, 500 * MB]);
  });

  it('the user’s order takes precedence over restrictions', () => {
    const ordered = planOf({ allowances: [allowanceOf({ order: 0 }), { ...pack, order: 1 }] });
    const status = planStatus(ordered, [at(hkt('02 12:00'), 300 * MB, 'tvb.com')], hkt('03 12:00'));
    expect([drawn(status, 'data'), drawn(status, 'tv')]).toEqual([300 * MB, 0]);
  });

  it('a night pack is used before a pack, a pack before general data', () => {
    const both = allowanceOf({
      id: 'both',
      bytes: 100 * MB,
      sites: ['tvb.com'],
      hours: { from: '23:00', to: '07:00' },
    });
    const status = planStatus(
      planOf({ allowances: [allowanceOf({}), pack, both] }),
      [at(hkt('03 01:00'), 700 * MB, 'tvb.com')],
      hkt('03 12:00'),
    );
    expect([drawn(status, 'both'), drawn(status, 'tv'), drawn(status, 'data')]).toEqual([100 * MB, 500 * MB, 100 * MB]);
  });

  it('a daily pack resets by itself', () => {
    const dailyPack = { ...pack, resets: { every: 'day', at: '00:00' } as const };
    const usage = [at(hkt('02 12:00'), 800 * MB, 'tvb.com'), at(hkt('03 12:00'), 100 * MB, 'tvb.com')];
    const status = planStatus(planOf({ allowances: [allowanceOf({}), dailyPack] }), usage, hkt('03 13:00'));
    expect([drawn(status, 'tv'), left(status, 'tv'), drawn(status, 'data')]).toEqual([100 * MB, 400 * MB, 300 * MB]);
  });

  it('a plan of packs alone ends when they do', () => {
    const only = planOf({ allowances: [pack] });
    expect(planStatus(only, [at(hkt('02 12:00'), 499 * MB, 'tvb.com')], hkt('03 12:00')).state).toBe('active');
    expect(planStatus(only, [at(hkt('02 12:00'), 500 * MB, 'tvb.com')], hkt('03 12:00')).state).toBe('cut');
  });
});

describe('top-ups', () => {
  const topUp = allowanceOf({ id: 'top-up', bytes: 200 * MB, from: hkt('03 12:00'), until: hkt('05 00:00') });
  const plan = planOf({ allowances: [allowanceOf({}), topUp] });

  it('starts when it is bought', () => {
    expect(planStatus(plan, [], hkt('03 11:59')).remaining).toBe(GB);
    expect(planStatus(plan, [], hkt('03 12:00')).remaining).toBe(1.2 * GB);
  });

  it('is used before what expires later', () => {
    const status = planStatus(plan, [at(hkt('03 11:00'), 10 * MB), at(hkt('04 12:00'), 250 * MB)], hkt('04 13:00'));
    expect([drawn(status, 'top-up'), drawn(status, 'data')]).toEqual([200 * MB, 60 * MB]);
    expect(status).toMatchObject({ used: 260 * MB, remaining: 940 * MB });
  });

  it('expires with what is left in it; what was used of it stays counted', () => {
    const status = planStatus(plan, [at(hkt('04 12:00'), 50 * MB)], hkt('05 00:00'));
    expect(status).toMatchObject({ used: 50 * MB, remaining: GB });
    expect(status.allowances[1]).toMatchObject({
      used: 50 * MB,
      remaining: 150 * MB,
      periodEnd: same(hkt('05 00:00')),
    });
  });

  it('gets its share of a row across its end', () => {
    const usage = [over(hkt('04 23:50'), hkt('05 00:20'), 30 * MB)];
    const status = planStatus(plan, usage, hkt('06 12:00'));
    expect([drawn(status, 'top-up'), drawn(status, 'data')]).toEqual([10 * MB, 20 * MB]);
  });

  it('lifts a cut while it lasts', () => {
    const usage = [at(hkt('02 12:00'), 1.1 * GB), at(hkt('03 13:00'), 50 * MB)];
    expect(planStatus(plan, usage, hkt('03 11:00')).state).toBe('cut');
    expect(planStatus(plan, usage, hkt('03 14:00'))).toMatchObject({ state: 'active', remaining: 150 * MB });
    expect(planStatus(plan, usage, hkt('05 00:00')).state).toBe('cut');
  });

  it('ends with its plan at the latest', () => {
    const late = { ...topUp, until: '2026-04-30T00:00:00+08:00' };
    const status = planStatus(planOf({ allowances: [allowanceOf({}), late] }), [], hkt('06 00:00'));
    expect(status.allowances[1]?.periodEnd).toBe(status.endsAt);
  });

  it('bought before the plan began, begins with it', () => {
    const early = { ...topUp, from: '2026-02-01T00:00:00+08:00' };
    expect(planStatus(planOf({ allowances: [early] }), [], hkt('02 00:00')).allowances[0]?.periodStart).toBe(
      same(hkt('01 10:00')),
    );
  });

  it('gives nothing where it would only start after its plan', () => {
    const never = { ...topUp, from: '2026-04-01T00:00:00+08:00', until: undefined };
    const status = planStatus(
      planOf({ allowances: [allowanceOf({}), never] }),
      [at(hkt('02 12:00'), 1.5 * GB)],
      hkt('03 12:00'),
    );
    expect(status).toMatchObject({ used: GB, remaining: 0, state: 'cut' });
  });

  it('on a daily plan is used after today’s quota', () => {
    const daily = allowanceOf({ id: 'day', bytes: 500 * MB, resets: { every: 'day', at: '00:00' } });
    const week = allowanceOf({ id: 'week', bytes: GB, from: hkt('02 00:00') });
    const usage = [at(hkt('02 12:00'), 700 * MB), at(hkt('03 12:00'), 600 * MB)];
    const status = planStatus(planOf({ allowances: [daily, week] }), usage, hkt('03 13:00'));
    expect([left(status, 'day'), drawn(status, 'week')]).toEqual([0, 300 * MB]);
  });

  it('is history where it ended in an earlier month', () => {
    const monthly = planOf({
      validity: { kind: 'months', billingDay: 1 },
      allowances: [allowanceOf({ resets: { every: 'month', day: 1 } }), topUp],
    });
    const usage = [at(hkt('04 12:00'), 150 * MB), at('2026-04-02T12:00:00+08:00', 20 * MB)];
    expect(planStatus(monthly, usage, hkt('20 12:00')).used).toBe(150 * MB);
    expect(planStatus(monthly, usage, '2026-04-03T12:00:00+08:00').used).toBe(20 * MB);
  });

  it('the last allowance to run out decides what follows', () => {
    const slow = allowanceOf({ after: { kind: 'throttle', kbps: 256 } });
    const usage = [at(hkt('03 13:00'), 1.3 * GB)];
    // The top-up expires sooner, so it is used first, and the plan's own data runs out last.
    expect(planStatus(planOf({ allowances: [slow, topUp] }), usage, hkt('03 14:00')).state).toBe('throttled');
    // By the user's order the top-up is used last, so its ending applies.
    const kept = { ...topUp, order: 2 };
    expect(planStatus(planOf({ allowances: [{ ...slow, order: 1 }, kept] }), usage, hkt('03 14:00')).state).toBe('cut');
  });
});
