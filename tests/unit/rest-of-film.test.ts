import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lengthByJump, restByLength, restByShare } from '../../src/core/rest-of-film.ts';
import type { MediaView } from '../../src/core/media-size.ts';

const view = (buffered: MediaView['buffered'], duration = 200): MediaView => ({
  ...{ duration, buffered, decoded: 0, at: 0, idleSince: null },
});

it('the second and the offset that a player jumped to tell the length of a file', () => {
  const jumped = view([
    [0, 63.4],
    [136, 197.3],
  ]);
  expect(lengthByJump(jumped, 33_587_200)! / 49_350_865).toBeCloseTo(1, 2);
  expect(lengthByJump(view([[136, 140]]), 33_587_200)).not.toBeNull();
});

it('they tell nothing before the part is buffered, of several parts, or where the duration is unknown', () => {
  expect(lengthByJump(view([]), 1000)).toBeNull();
  expect(lengthByJump(view([[0, 60]]), 1000)).toBeNull();
  const twice = view([
    [0, 10],
    [50, 60],
    [90, 95],
  ]);
  expect(lengthByJump(twice, 1000)).toBeNull();
  expect(lengthByJump(view([[136, 140]], 0), 1000)).toBeNull();
});

it('the rest of a part ends with the file', () => {
  fc.assert(
    fc.property(fc.nat(1e9), fc.nat(1e9), fc.nat(1e9), (from, bytes, more) => {
      expect(restByLength(from + bytes + more, from, bytes)).toEqual({ mean: more, most: more });
      expect(restByLength(from, from, bytes).mean).toBe(0);
    }),
  );
});

it('the share that a player has buffered tells the rest, and leaves room for doubt', () => {
  // A film of 33,903,004 bytes and 90 s.
  const rest = restByShare(view([[0, 62.67]], 90), 25_100_686, 1_490_000)!;
  expect(Math.abs(rest.mean - 8_802_318)).toBeLessThan(150_000);
  expect(rest.most).toBeGreaterThan(rest.mean + 2_000_000);
  for (const [nothing] of [[view([])], [view([[5, 10]])], [view([[0, 10]], 0)], [null]] as const)
    expect(restByShare(nothing, 1_000_000, 0)).toBeNull();
});
