import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timedSize } from '../../src/core/timed-size.ts';

const guess = { bytes: 900_000, low: 7000, high: 11_129_000, evidence: 'modelled' as const };

describe('timedSize', () => {
  it('is what the link brings in that time, where nearly nothing else is known', () => {
    const { bytes, low, high } = timedSize(guess, 4000, 1250);
    expect(bytes).toBeGreaterThan(2_500_000);
    expect(bytes).toBeLessThan(8_000_000);
    expect(low).toBeLessThan(5_000_000);
    expect(high).toBeGreaterThan(5_000_000);
    expect(high / low).toBeLessThan(guess.high / guess.low);
  });

  it('is the guess where it took no time', () => {
    expect(timedSize(guess, 0, 1250)).toEqual(guess);
    const { high, low } = timedSize(guess, 0.1, 1250);
    expect(high / low).toBeGreaterThan(0.9 * (guess.high / guess.low));
  });

  it('lies in its interval, whole', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 86_400_000 }),
        fc.double({ min: 0.01, max: 1e6, noNaN: true }),
        (ms, speed) => {
          const { bytes, low, high } = timedSize(guess, ms, speed);
          for (const value of [bytes, low, high]) expect(Number.isInteger(value)).toBe(true);
          expect(0 <= low && low <= bytes && bytes <= high).toBe(true);
        },
      ),
    );
  });
});
