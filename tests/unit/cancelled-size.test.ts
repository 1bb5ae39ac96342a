import { expect, it } from 'vitest';
import { cancelledSize } from '../../src/core/cancelled-size.ts';

const looks = [
  { bytes: 1_000_000, at: 1000 },
  { bytes: 1_500_000, at: 1500 },
];

it('a cancelled download has the last size seen, plus what came since then at the pace seen', () => {
  expect(cancelledSize(looks, 1750, null)).toEqual({
    ...{ bytes: 2_000_000, low: 1_500_000, high: 4_024_288 },
    ...{ evidence: 'observed', guessed: 500_000 },
  });
});

it('a cancelled download is no larger than the file', () => {
  expect(cancelledSize(looks, 1750, 1_600_000)).toMatchObject({ bytes: 1_600_000, high: 1_600_000 });
  expect(cancelledSize(looks, 1750, 1_200_000)).toMatchObject({ bytes: 1_500_000, high: 1_500_000 });
});

it('a cancelled download has the last size seen where it stalled, was seen once, or was seen just then', () => {
  const still = [...looks, { bytes: 1_500_000, at: 2000 }];
  expect(cancelledSize(still, 9000, null)).toMatchObject({ bytes: 1_500_000, low: 1_500_000, guessed: 0 });
  expect(cancelledSize(looks.slice(0, 1), 9000, null)).toMatchObject({ bytes: 1_000_000, guessed: 0 });
  expect(cancelledSize(looks, 1500, null)).toMatchObject({ bytes: 1_500_000, guessed: 0 });
});

it('a cancelled download’s size ignores clocks that went back', () => {
  expect(cancelledSize([looks[1]!, looks[0]!], 500, null)).toMatchObject({ bytes: 1_000_000, guessed: 0 });
});
