import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../src/core/compare-reading.ts';
import { LEAST_FACTOR, learnCorrection, MOST_FACTOR } from '../../src/core/learn-correction.ts';
import { GB, MB } from './plan-fixture.ts';

const DAY = 86_400_000;
/** One reading a day within one period, as totals of both sides; counting began before the first. */
const days = (...pairs: [ours: number, said: number][]): Comparison[] =>
  pairs.map(([ours, said], day) => ({ asOfMs: (day + 1) * DAY, sinceMs: 0, ours, said }));
/** `perDay` each day, of which the carrier counts `ratio` times as much. */
const steady = (count: number, ratio: number, perDay = GB) =>
  days(
    ...Array.from({ length: count }, (_, day): [number, number] => [(day + 1) * perDay, (day + 1) * perDay * ratio]),
  );

const comparison = fc.record({
  asOfMs: fc.integer({ min: 1, max: 30 }).map((day) => day * DAY),
  sinceMs: fc.constantFrom(0, 10 * DAY),
  ours: fc.integer({ min: 0, max: 20e9 }),
  said: fc.integer({ min: 0, max: 20e9 }),
});

describe('a correction', () => {
  it('is off until three readings support it', () => {
    expect(learnCorrection([], 0)).toEqual({ factor: 1, readings: 0 });
    expect(learnCorrection(steady(2, 1.06), 0)).toEqual({ factor: 1, readings: 2 });
    expect(learnCorrection(steady(3, 1.06), 0)).toMatchObject({ readings: 3 });
    expect(learnCorrection(steady(3, 1.06), 0).factor).toBeCloseTo(1.06 ** (3 / 5), 6);
  });

  it('is slow: it approaches what readings say, and does not reach it', () => {
    const factors = [3, 6, 12, 30].map((count) => learnCorrection(steady(count, 1.06), 0).factor);
    expect(factors).toEqual([...factors].sort((a, b) => a - b));
    expect(factors.at(-1)).toBeGreaterThan(1.055);
    expect(factors.at(-1)).toBeLessThan(1.06);
  });

  it('learns from what both sides added, not from use before counting began', () => {
    const late = steady(4, 1.06).map((one) => ({ ...one, said: one.said + 3 * GB }));
    expect(learnCorrection(late, 1)).toMatchObject({ readings: 4 });
    expect(learnCorrection(late, 1).factor).toBeCloseTo(1.06 ** (3 / 5), 6);
  });

  it('leaves out other programs’ traffic, and increases too small for rounded figures', () => {
    expect(learnCorrection(steady(9, 1.6), 0)).toEqual({ factor: 1, readings: 0 });
    expect(learnCorrection(steady(9, 1.06, 50 * MB), 0)).toEqual({ factor: 1, readings: 0 });
    const once = days([GB, 1.06 * GB], [2 * GB, 2.12 * GB], [3 * GB, 5 * GB], [4 * GB, 6.06 * GB]);
    expect(learnCorrection(once, 0).factor).toBeCloseTo(1.06 ** (3 / 5), 6);
  });

  it('compares only within one period', () => {
    const months = steady(3, 1.05).concat(
      steady(3, 1.05).map((one) => ({ ...one, asOfMs: one.asOfMs + 30 * DAY, sinceMs: 30 * DAY })),
    );
    expect(learnCorrection(months, 0).readings).toBe(6);
    expect(learnCorrection(months, 0).factor).toBeCloseTo(1.05 ** (6 / 8), 6);
  });

  it('stays within its bounds, whatever the readings say', () => {
    fc.assert(
      fc.property(fc.array(comparison), fc.integer({ min: -DAY, max: 20 * DAY }), (comparisons, since) => {
        const { factor, readings } = learnCorrection(comparisons, since);
        expect(factor).toBeGreaterThanOrEqual(LEAST_FACTOR);
        expect(factor).toBeLessThanOrEqual(MOST_FACTOR);
        if (readings < 3) expect(factor).toBe(1);
      }),
    );
  });

  it.each([
    [1.24, 1.09, MOST_FACTOR],
    [0.91, LEAST_FACTOR, 0.975],
  ])('where all readings say %s, approaches its bound and stays within it', (ratio, least, most) => {
    const { factor } = learnCorrection(steady(60, ratio), 0);
    expect(factor).toBeGreaterThanOrEqual(least);
    expect(factor).toBeLessThanOrEqual(most);
  });

  it('does not depend on the order of the readings', () => {
    const unique = fc.uniqueArray(comparison, { selector: ({ asOfMs }) => asOfMs, maxLength: 12 });
    fc.assert(
      fc.property(unique, (comparisons) => {
        expect(learnCorrection([...comparisons].reverse(), 0)).toEqual(learnCorrection(comparisons, 0));
      }),
    );
  });

  it('is 1 where both sides count alike', () => {
    fc.assert(
      fc.property(fc.array(comparison), (comparisons) => {
        const alike = comparisons.map((one) => ({ ...one, said: one.ours }));
        expect(learnCorrection(alike, 0).factor).toBe(1);
      }),
    );
  });

  it('rises with the carrier’s figures', () => {
    const ratio = fc.double({ min: 0.91, max: 1.2, noNaN: true });
    fc.assert(
      fc.property(ratio, ratio, fc.integer({ min: 3, max: 12 }), (a, b, count) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const [less, more] = [low, high].map((one) => learnCorrection(steady(count, one), 0).factor);
        expect(more).toBeGreaterThanOrEqual(less! - 1e-12);
      }),
    );
  });
});
