import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesWithin, firstMissing, withRange, type ByteRanges } from '../../src/core/byte-ranges.ts';

const MOST = 60;
const range = fc.tuple(fc.nat(MOST), fc.nat(MOST)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
const join = (some: readonly (readonly [number, number])[]) =>
  some.reduce<ByteRanges>((all, [from, to]) => withRange(all, from, to), []);

describe('byte ranges', () => {
  it('merge to contain each byte once, in order and disjoint', () => {
    fc.assert(
      fc.property(fc.array(range), range, (some, [from, to]) => {
        const all = join(some);
        const has = (byte: number) => some.some(([start, end]) => start <= byte && byte < end);
        const bytes = Array.from({ length: MOST }, (_, byte) => byte).filter(has);
        expect(bytesWithin(all, 0, MOST)).toBe(bytes.length);
        expect(bytesWithin(all, from, to)).toBe(bytes.filter((byte) => from <= byte && byte < to).length);
        all.forEach(([start, end], n) => {
          expect(end).toBeGreaterThan(start);
          if (n > 0) expect(start).toBeGreaterThan(all[n - 1]![1]);
        });
      }),
    );
  });

  it('do not depend on the order in which they are added', () => {
    fc.assert(
      fc.property(fc.array(range), (some) => {
        expect(join(some.toReversed())).toEqual(join(some));
      }),
    );
  });

  it('find the first missing byte', () => {
    const all = join([
      [10, 20],
      [30, 40],
    ]);
    expect([5, 10, 19, 20, 35].map((from) => firstMissing(all, from))).toEqual([5, 20, 20, 20, 40]);
  });
});
