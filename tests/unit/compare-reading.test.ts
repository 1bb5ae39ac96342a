import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { billableStatus } from '../../src/core/billable-status.ts';
import { compareReading } from '../../src/core/compare-reading.ts';
import { planStatus } from '../../src/core/plan-status.ts';
import { iso, story } from './plan-arbitrary.ts';
import { allowanceOf, at, GB, hkt, MB, planOf, reading } from './plan-fixture.ts';

const plan = planOf({ allowances: [allowanceOf({ bytes: 5 * GB })] });
const usage = [at(hkt('02 12:00'), GB), at(hkt('03 12:00'), 200 * MB)];
const ms = (instant: string) => Date.parse(instant);

describe('a reading compared with what was counted', () => {
  it('is compared at its own time, whatever came since', () => {
    expect(compareReading(plan, usage, reading(hkt('03 09:00'), { remaining: 3.3 * GB }))).toEqual({
      asOfMs: ms(hkt('03 09:00')),
      sinceMs: ms(plan.activatedAt),
      said: 1.7 * GB,
      ours: GB,
    });
  });

  it('at the instant of a reset belongs to the period that ended', () => {
    const daily = planOf({ allowances: [allowanceOf({ bytes: 3 * GB, resets: { every: 'day', at: '00:00' } })] });
    expect(compareReading(daily, usage, reading(hkt('03 00:00'), { used: 1.1 * GB }))).toMatchObject({
      sinceMs: ms(hkt('02 00:00')),
      said: 1.1 * GB,
      ours: GB,
    });
  });

  it('is not compared where it is of something else, before the plan, or without a time', () => {
    expect(compareReading(plan, usage, reading(hkt('03 09:00'), { used: GB, scope: 'other' }))).toBeNull();
    expect(compareReading(plan, usage, reading('2026-02-20T00:00:00Z', { used: GB }))).toBeNull();
    expect(compareReading(plan, usage, { ...reading(hkt('03 09:00'), { used: GB }), asOf: null })).toBeNull();
  });

  it('differs where the status says that it is outside the interval', () => {
    fc.assert(
      fc.property(story, fc.integer({ min: 0, max: 9e9 }), ({ plan, usage, nowMs }, used) => {
        const one = reading(iso(nowMs), { used });
        const { outside } = planStatus(plan, usage, iso(nowMs), [one]);
        fc.pre(outside !== null);
        const compared = compareReading(plan, usage, one);
        expect(compared!.said - compared!.ours).toBe(outside);
        expect(compared!.said).toBe(used);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a status with a correction', () => {
  const now = hkt('03 13:00');
  const readings = [reading(hkt('03 09:00'), { used: 1.7 * GB })];

  it('is unchanged by a factor of 1', () => {
    expect(billableStatus(plan, usage, now, readings, 1)).toEqual(planStatus(plan, usage, now, readings));
  });

  it('multiplies what was measured since the reading, not the carrier’s own figure', () => {
    expect(billableStatus(plan, usage, now, [], 1.05)).toMatchObject({ used: 1.26 * GB, outside: null });
    expect(billableStatus(plan, usage, now, readings, 1.05)).toMatchObject({
      used: 1.7 * GB + 210 * MB,
      remaining: 5 * GB - 1.91 * GB,
      outside: 700 * MB,
    });
  });
});
