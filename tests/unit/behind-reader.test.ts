import { expect, it } from 'vitest';
import { behindReader } from '../../src/core/behind-reader.ts';

const film = { bytes: 2_000_000, ms: 1000, rest: Infinity, fastest: 2500, isFilm: true, soughtOver: null };

it('has a round trip’s worth on its way where a film was left in full flow', () => {
  expect(behindReader(film)).toEqual({ mean: 80_000, high: 1_750_000 });
});

it('is bounded by what there was still to come, and by what links hold', () => {
  expect(behindReader({ ...film, rest: 30_000 })).toEqual({ mean: 30_000, high: 30_000 });
  expect(behindReader({ ...film, rest: -5 })).toEqual({ mean: 0, high: 0 });
  expect(behindReader({ ...film, ms: 1, fastest: 1e6 }).mean).toBe(250_000);
});

it('is nothing in the mean where a film had stood still, and for all else', () => {
  expect(behindReader({ ...film, ms: 60_000 })).toEqual({ mean: 0, high: 1_750_000 });
  expect(behindReader({ ...film, isFilm: false })).toEqual({ mean: 0, high: 125_000 });
});

it('is what is let in by then where a player left a film for its index, however fast it had come', () => {
  const sought = { ...film, bytes: 500_000, ms: 25, fastest: 90_000 };
  expect(behindReader(sought).mean).toBe(0);
  expect(behindReader({ ...sought, soughtOver: 'h2' }).mean).toBe(540_000);
  expect(behindReader({ ...sought, soughtOver: 'http/1.1' }).mean).toBe(270_000);
  // On a phone's link it is that of a round trip.
  expect(behindReader({ ...sought, ms: 250, soughtOver: 'h2' }).mean).toBe(80_000);
});
