import { describe, expect, it } from 'vitest';
import { forecast } from '../../src/core/forecast.ts';
import { learnedForecast } from '../../src/core/learned-forecast.ts';
import { planStatus } from '../../src/core/plan-status.ts';
import { allowanceOf, at, GB, hkt, over, planOf, reading } from './plan-fixture.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const plan = planOf({
  activatedAt: hkt('01 00:00'),
  validity: { kind: 'days', days: 28, clock: 'calendar' },
  allowances: [allowanceOf({ bytes: 30 * GB })],
});
const now = hkt('17 00:00');
/** 1.2 GB each evening, over two hours, and nothing else. */
const evenings = (until: string, first = hkt('01 20:00')) => {
  const rows = [];
  for (let ms = Date.parse(first); ms < Date.parse(until); ms += DAY)
    rows.push(over(new Date(ms).toISOString(), new Date(ms + 2 * HOUR).toISOString(), 1.2 * GB));
  return rows;
};

describe('a plan’s forecast from the user’s own weeks', () => {
  it('is a status’s forecast, and agrees with a forecast from the same bytes', () => {
    const { forecast: told, used } = planStatus(plan, evenings(now), now);
    const alone = forecast(evenings(now), now, hkt('29 00:00'), plan.timeZone);
    expect(told).toMatchObject({ method: 'profile', perDay: Math.round(alone.perDay) });
    expect(told.atEnd).toEqual({
      p10: Math.round(used + alone.total.p10),
      p50: Math.round(used + alone.total.p50),
      p90: Math.round(used + alone.total.p90),
    });
  });

  it('knows the hours: the rest will not be used up before the evening', () => {
    const left = planStatus({ ...plan, allowances: [allowanceOf({ bytes: 19.6 * GB })] }, evenings(now), now);
    const { runsOutAt } = left.forecast;
    expect(left.remaining).toBeCloseTo(0.4 * GB, -3);
    // At an even pace 0.4 GB would last eight hours, until the morning.
    expect(Date.parse(runsOutAt?.p50 ?? '')).toBeGreaterThan(Date.parse(hkt('17 17:00')));
    expect(Date.parse(runsOutAt?.p50 ?? '')).toBeLessThan(Date.parse(hkt('17 23:00')));
  });

  it('is by pace in the first week, absent before six hours, and absent once the plan has ended', () => {
    const method = (when: string, rows = evenings(when)) => planStatus(plan, rows, when).forecast.method;
    expect(method(hkt('04 00:00'))).toBe('pace');
    expect(method(hkt('01 23:00'))).toBe('none');
    expect(method(hkt('30 00:00'))).toBe('none');
    expect(planStatus(plan, evenings(hkt('30 00:00')), hkt('30 00:00')).forecast.atEnd).toBeNull();
  });

  it('exists at once where earlier use is known', () => {
    const earlier = evenings(hkt('01 00:00'), '2026-02-10T20:00:00+08:00');
    const first = planStatus(plan, [at(hkt('01 01:00'), 1000)], hkt('01 02:00'), [], learnedForecast(earlier));
    expect(first.forecast.method).toBe('profile');
    expect(first.forecast.perDay).toBeGreaterThan(1.1 * GB);
    expect(first.forecast.perDay).toBeLessThan(1.3 * GB);
  });

  it('follows what a reading found outside this browser, and shrinks by what was counted too much', () => {
    const perDay = (used: number) =>
      planStatus(plan, evenings(now), now, [reading(now, { used })]).forecast.perDay / GB;
    const own = planStatus(plan, evenings(now), now).forecast.perDay / GB;
    expect(perDay(19.2 * GB + 8 * GB)).toBeCloseTo(own + 0.5, 1);
    expect(perDay(9.6 * GB)).toBeCloseTo(own / 2, 2);
    const nothing = planStatus(plan, evenings(now), now, [reading(now, { used: 0 })]).forecast;
    expect(nothing).toMatchObject({ perDay: 0, atEnd: { p50: 0 }, runsOutAt: null });
  });

  it('leaves out sites with an allowance of their own, and invalid rows', () => {
    const free = allowanceOf({ id: 'free', bytes: null, sites: ['chat.example'], free: true });
    const withFree = { ...plan, allowances: [...plan.allowances, free] };
    const rows = [
      ...evenings(now),
      over(hkt('02 00:00'), hkt('10 00:00'), 50 * GB, 'chat.example'),
      over('soon', 'later', GB),
      over(hkt('02 00:00'), hkt('03 00:00'), Number.NaN),
    ];
    expect(planStatus(withFree, rows, now).forecast).toEqual(planStatus(plan, evenings(now), now).forecast);
  });

  it('of a plan without end says when its data is used up', () => {
    const open = { ...plan, validity: { kind: 'open' as const }, allowances: [allowanceOf({ bytes: 43.2 * GB })] };
    const { atEnd, runsOutAt } = planStatus(open, evenings(now), now).forecast;
    expect(atEnd).toBeNull();
    const days = (Date.parse(runsOutAt?.p50 ?? '') - Date.parse(now)) / DAY;
    expect(days).toBeGreaterThan(18);
    expect(days).toBeLessThan(22);
    expect(runsOutAt?.p90).not.toBeNull();
  });
});
