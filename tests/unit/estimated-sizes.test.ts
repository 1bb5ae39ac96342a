import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abandonedSize } from '../../src/core/abandoned-size.ts';
import type { Size } from '../../src/core/body-size.ts';
import { decodedSize } from '../../src/core/decoded-size.ts';

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

  it('knows that something may have come before anybody could stop it', () => {
    expect(abandonedSize(0, 1000, null)).toEqual({ bytes: 0, low: 0, high: 64_000, evidence: 'modelled' });
    expect(abandonedSize(0, 1000, 200).high).toBe(200);
  });

  it('is what the link brings in that time', () => {
    expect(abandonedSize(500, 1000, null)).toMatchObject({ bytes: 500_000, low: 125_000, high: 2_064_000 });
  });
});

describe('decodedSize', () => {
  it('takes what came as it is at its word', () => {
    expect(decodedSize(12_345, false)).toEqual({ bytes: 12_345, low: 12_345, high: 12_345, evidence: 'observed' });
  });

  it('is a guess of what was encoded: never more than what was read, growing with it', () => {
    expect(decodedSize(0, true)).toEqual({ bytes: 0, low: 0, high: 0, evidence: 'modelled' });
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(1e9), (read, more) => {
        const size = decodedSize(read, true);
        isSize(size);
        expect(size.high).toBeLessThanOrEqual(read);
        expect(size.evidence).toBe('modelled');
        expect(decodedSize(read + more, true).bytes).toBeGreaterThanOrEqual(size.bytes);
      }),
    );
  });
});
