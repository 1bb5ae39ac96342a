import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lengthPatterns } from '../../src/core/length-patterns.ts';

/** A value pattern of declarativeNetRequest's header conditions, as browsers match it. */
const matches = (pattern: string, value: string) =>
  new RegExp(`^${pattern.replaceAll('?', '.?').replaceAll('*', '.*')}$`).test(value);

describe('lengthPatterns', () => {
  test('match every length up to the limit, and none above it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e12 }), fc.integer({ min: 0, max: 2e12 }), (bytes, length) => {
        expect(lengthPatterns(bytes).some((one) => matches(one, String(length)))).toBe(length <= bytes);
      }),
    );
  });

  test('distinguish lengths one byte apart at the limit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e12 }), (bytes) => {
        const found = (length: number) => lengthPatterns(bytes).some((one) => matches(one, String(length)));
        expect([found(bytes - 1), found(bytes), found(bytes + 1)]).toEqual([true, true, false]);
      }),
    );
  });
});
