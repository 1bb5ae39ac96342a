import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abandonedSize } from '../../src/core/abandoned-size.ts';
import type { Size } from '../../src/core/body-size.ts';

const isSize = ({ bytes, low, high }: Size) => {
  for (const value of [bytes, low, high]) expect(Number.isInteger(value)).toBe(true);
  expect(0 <= low && low <= bytes && bytes <= high).toBe(true);
};

describe('abandonedSize', () => {
  it('is within what was declared', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1000, max: 86_400_000 }),
        fc.double({ min: 0, max: 125_000, noNaN: true }),
        fc.nat(2_000_000_000),
        (ms, speed, declared) => {
          const size = abandonedSize(ms, speed, declared);
          isSize(size);
          expect(size.high).toBeLessThanOrEqual(declared);
          isSize(abandonedSize(ms, speed, null));
        },
      ),
    );
  });

  it('includes that something may have arrived before the cancel took effect', () => {
    expect(abandonedSize(0, 1000, null)).toEqual({ bytes: 0, low: 0, high: 64_000, evidence: 'modelled' });
    expect(abandonedSize(0, 1000, 200).high).toBe(200);
    expect(abandonedSize(0, 1000, null, 20_000).high).toBe(1_064_000);
  });

  it('is what the link carries in that time', () => {
    expect(abandonedSize(500, 1000, null)).toMatchObject({ bytes: 500_000, low: 125_000, high: 2_064_000 });
  });
});
