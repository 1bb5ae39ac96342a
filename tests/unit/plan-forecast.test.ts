import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecastPlan, type ForecastInput } from '../../src/core/plan-forecast.ts';
import { allowanceOf, at, GB, hkt, MB, over, planOf, planStatus, reading, same } from './plan-fixture.ts';

const DAY = 86_400_000;
const input = (rest: Partial<ForecastInput>): ForecastInput => ({
  nowMs: 10 * DAY,
  sinceMs: 7 * DAY,
  bytes: 3 * GB,
  used: 3 * GB,
  remaining: 4 * GB,
  untilMs: 14 * DAY,
  timeZone: 'UTC',
  history: () => [],
  ...rest,
});

describe('forecast by pace', () => {
  it('continues at a gigabyte a day', () => {
    const forecast = forecastPlan(input({}));
    expect(forecast).toMatchObject({ method: 'pace', perDay: GB, atEnd: { p50: 7 * GB } });
  });

  it('runs out where the median crosses what remains', () => {
    const { runsOutAt } = forecastPlan(input({ remaining: 2 * GB }));
    expect(Math.abs(Date.parse(runsOutAt?.p50 ?? '') - 12 * DAY)).toBeLessThanOrEqual(1000);
    expect(Date.parse(runsOutAt?.p10 ?? '')).toBeLessThan(12 * DAY);
    // One in ten uses less than half of the pace.
    expect(runsOutAt?.p90).toBeNull();
  });

  it('says when even the lowest tenth runs out', () => {
    const { runsOutAt } = forecastPlan(input({ remaining: 0.5 * GB }));
    expect(Date.parse(runsOutAt?.p90 ?? '')).toBeGreaterThan(10.5 * DAY);
  });

  it('has no instant where the data lasts', () => {
    expect(forecastPlan(input({ remaining: 4.01 * GB })).runsOutAt).toBeNull();
    expect(forecastPlan(input({ remaining: null })).runsOutAt).toBeNull();
    expect(forecastPlan(input({ bytes: 0 }))).toMatchObject({
      perDay: 0,
      atEnd: { p10: 3 * GB, p90: 3 * GB },
      runsOutAt: null,
    });
  });

  it('of an open-ended plan has no total at the end, but an instant at which the data runs out', () => {
    const { atEnd, runsOutAt } = forecastPlan(input({ untilMs: null, remaining: 30 * GB }));
    expect(atEnd).toBeNull();
    expect(Math.abs(Date.parse(runsOutAt?.p50 ?? '') - 40 * DAY)).toBeLessThanOrEqual(1000);
  });

  it('with nothing left, ran out now', () => {
    const now = new Date(10 * DAY).toISOString();
    expect(forecastPlan(input({ remaining: 0 })).runsOutAt).toEqual({ p10: now, p50: now, p90: now });
  });

  it('is absent before six hours were seen, and after the end', () => {
    expect(forecastPlan(input({ sinceMs: 9.8 * DAY, bytes: GB }))).toEqual({
      method: 'none',
      perDay: 5 * GB,
      atEnd: null,
      runsOutAt: null,
    });
    expect(forecastPlan(input({ untilMs: 10 * DAY })).method).toBe('none');
    expect(forecastPlan(input({ sinceMs: 10 * DAY, bytes: 0 })).perDay).toBe(0);
  });

  it('is ordered, narrows with history, and is consistent', () => {
    const amounts = fc.record({
      seen: fc.double({ min: 0.25, max: 100, noNaN: true }),
      ahead: fc.double({ min: 0.01, max: 100, noNaN: true }),
      perDay: fc.integer({ min: 1, max: 10 * GB }),
      remaining: fc.integer({ min: 0, max: 100 * GB }),
    });
    fc.assert(
      fc.property(amounts, ({ seen, ahead, perDay, remaining }) => {
        const nowMs = 1000 * DAY;
        const forecastAfter = (days: number) =>
          forecastPlan(
            input({
              nowMs,
              sinceMs: nowMs - days * DAY,
              bytes: perDay * days,
              used: 0,
              remaining,
              untilMs: nowMs + ahead * DAY,
            }),
          );
        const { atEnd, runsOutAt } = forecastAfter(seen);
        if (atEnd === null) throw new Error('has history, has an end');
        expect(atEnd.p10 <= atEnd.p50 && atEnd.p50 <= atEnd.p90).toBe(true);
        const later = forecastAfter(seen * 2).atEnd;
        expect(later && later.p90 - later.p10 <= atEnd.p90 - atEnd.p10 + 2).toBe(true);
        // Lasts in the median, or says when it does not.
        if (Math.abs(atEnd.p50 - remaining) > 2) expect(runsOutAt === null).toBe(atEnd.p50 <= remaining);
        if (runsOutAt === null) return;
        expect(runsOutAt.p10 <= runsOutAt.p50).toBe(true);
        if (runsOutAt.p90 !== null) expect(runsOutAt.p50 <= runsOutAt.p90).toBe(true);
        if (Math.abs(atEnd.p10 - remaining) > 2) expect(runsOutAt.p90 === null).toBe(atEnd.p10 <= remaining);
      }),
    );
  });
});

describe('a status’s forecast', () => {
  const seven = planOf({ activatedAt: hkt('01 00:00'), allowances: [allowanceOf({ bytes: 7 * GB })] });

  it('is the pace of the period until the plan’s end', () => {
    const usage = [over(hkt('01 00:00'), hkt('03 00:00'), 2 * GB)];
    expect(planStatus(seven, usage, hkt('03 00:00')).forecast).toMatchObject({
      perDay: GB,
      atEnd: { p50: 7 * GB },
      runsOutAt: null,
    });
  });

  it('starts with the first traffic seen where the meter was installed late', () => {
    const usage = [over(hkt('03 00:00'), hkt('04 00:00'), GB)];
    expect(planStatus(seven, usage, hkt('04 00:00')).forecast.perDay).toBe(GB);
  });

  it('starts with the period where a reading covers all of it', () => {
    const usage = [over(hkt('03 00:00'), hkt('04 00:00'), GB)];
    const status = planStatus(seven, usage, hkt('04 00:00'), [reading(hkt('04 00:00'), { used: 4.5 * GB })]);
    expect(status.forecast).toMatchObject({ perDay: 1.5 * GB, atEnd: { p50: 10.5 * GB } });
    // 2.5 GB are left for 40 hours.
    expect(
      Math.abs(Date.parse(status.forecast.runsOutAt?.p50 ?? '') - Date.parse(hkt('05 16:00'))),
    ).toBeLessThanOrEqual(1000);
  });

  it('counts only what is charged to general data', () => {
    const free = allowanceOf({ id: 'free', bytes: null, sites: ['chat.example'], free: true });
    const plan = { ...seven, allowances: [...seven.allowances, free] };
    const usage = [
      over(hkt('01 00:00'), hkt('03 00:00'), 2 * GB),
      over(hkt('01 00:00'), hkt('03 00:00'), 8 * GB, 'chat.example'),
    ];
    expect(planStatus(plan, usage, hkt('03 00:00')).forecast.perDay).toBe(GB);
  });

  it('of a daily quota ends with the day', () => {
    const plan = planOf({
      activatedAt: hkt('01 00:00'),
      allowances: [allowanceOf({ resets: { every: 'day', at: '00:00' } })],
    });
    const usage = [over(hkt('02 00:00'), hkt('02 12:00'), 600 * MB)];
    const { runsOutAt, atEnd } = planStatus(plan, usage, hkt('02 12:00')).forecast;
    expect(atEnd?.p50).toBe(1200 * MB);
    expect(Math.abs(Date.parse(runsOutAt?.p50 ?? '') - Date.parse(same(hkt('02 20:00')) ?? ''))).toBeLessThanOrEqual(
      1000,
    );
  });

  it('is absent for a plan that has not started or has ended', () => {
    expect(planStatus(seven, [], '2026-02-27T00:00:00Z').forecast.method).toBe('none');
    expect(planStatus(seven, [at(hkt('02 12:00'), GB)], hkt('09 00:00')).forecast).toMatchObject({
      method: 'none',
      atEnd: null,
    });
  });

  it('by another forecaster gets the same input, and may request the history', () => {
    const free = allowanceOf({ id: 'free', bytes: null, sites: ['chat.example'], free: true });
    const plan = { ...seven, allowances: [...seven.allowances, free] };
    const usage = [at(hkt('02 12:00'), GB), at(hkt('02 12:00'), GB, 'chat.example')];
    const told: ForecastInput[] = [];
    const status = planStatus(plan, usage, hkt('03 00:00'), [], (given) => {
      told.push(given);
      return { method: 'other', perDay: 1, atEnd: null, runsOutAt: null };
    });
    expect(status.forecast.method).toBe('other');
    expect(told[0]).toMatchObject({
      bytes: GB,
      used: GB,
      remaining: 6 * GB,
      untilMs: Date.parse(hkt('08 00:00')),
      timeZone: 'Asia/Hong_Kong',
    });
    expect(told[0]?.history()).toEqual([usage[0]]);
  });
});
