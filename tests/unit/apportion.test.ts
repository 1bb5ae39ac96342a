import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apportion } from '../../src/core/apportion.ts';
import { addCells, EMPTY_CELL } from '../../src/core/cell.ts';
import { cellArbitrary } from './support/cells.ts';

const weights = fc.array(fc.nat(1_000_000_000), { minLength: 1, maxLength: 20 });

describe('apportion', () => {
  it('gives each its share', () => {
    const cell = { down: 100, up: 10, low: 80, high: 120, measured: 50, requests: 1 };
    expect(apportion(cell, [1, 3])).toEqual([
      { down: 25, up: 3, low: 20, high: 30, measured: 13, requests: 0 },
      { down: 75, up: 7, low: 60, high: 90, measured: 37, requests: 1 },
    ]);
  });

  it('yields non-negative integers that sum to the whole, each within one of its share', () => {
    fc.assert(
      fc.property(cellArbitrary, weights, (cell, shares) => {
        const parts = apportion(cell, shares);
        expect(parts).toHaveLength(shares.length);
        expect(parts.reduce(addCells, { ...EMPTY_CELL })).toEqual(cell);
        const sum = shares.reduce((all, share) => all + share, 0);
        parts.forEach((part, i) => {
          for (const value of Object.values(part)) expect(Number.isInteger(value) && value >= 0).toBe(true);
          if (sum > 0) expect(Math.abs(part.down - (cell.down * shares[i]!) / sum)).toBeLessThanOrEqual(1.001);
        });
      }),
    );
  });

  it('gives all to the last where no weight is positive', () => {
    const cell = { ...EMPTY_CELL, down: 7, requests: 1 };
    expect(apportion(cell, [0, 0, 0])).toEqual([EMPTY_CELL, EMPTY_CELL, cell]);
    expect(apportion(cell, [])).toEqual([]);
  });
});
