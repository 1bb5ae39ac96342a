import { expect, it } from 'vitest';
import { behindReader } from '../../src/core/behind-reader.ts';

const film = {
  ...{ bytes: 2_000_000, ms: 1000, rest: Infinity, fastest: 2500, isFilm: true },
  ...{ protocol: 'h2' as const, isSought: false, idleMs: null },
};

it('is what the server had sent, or what is in flight, for a film cancelled in full flow', () => {
  const flowing = { ...film, bytes: 1_200_000, fastest: 1500 };
  expect(behindReader(flowing)).toEqual({ mean: 480_000, high: 1_750_000 });
  expect(behindReader({ ...flowing, protocol: 'http/1.1' }).mean).toBe(120_000);
  expect(behindReader({ ...flowing, protocol: null }).mean).toBe(300_000);
});

it('is bounded by the rest of the response, and by what links hold', () => {
  expect(behindReader({ ...film, rest: 30_000 })).toEqual({ mean: 30_000, high: 30_000 });
  expect(behindReader({ ...film, rest: -5 })).toEqual({ mean: 0, high: 0 });
  expect(behindReader({ ...film, ms: 320, fastest: 6250, isJumped: true }).mean).toBe(600_000);
});

it('has mean 0 for a film that had stalled, and for anything else', () => {
  expect(behindReader({ ...film, ms: 60_000 })).toEqual({ mean: 0, high: 1_750_000 });
  expect(behindReader({ ...film, isFilm: false })).toEqual({ mean: 0, high: 125_000 });
});

it('of a film abandoned for its index is what arrives after a cancel, however fast it had come', () => {
  const sought = { ...film, bytes: 500_000, ms: 25, fastest: 90_000, isSought: true };
  expect(behindReader({ ...sought, isSought: false }).mean).toBe(0);
  expect(behindReader(sought).mean).toBe(600_000);
  // On a slow link little is in flight.
  expect(behindReader({ ...sought, ms: 2500 }).mean).toBe(80_000);
});

it('on a link faster than its readers, over HTTP/1.1, is what the system buffers where the player had a backlog', () => {
  const h1 = { ...film, bytes: 1_900_000, ms: 35, fastest: 90_000, protocol: 'http/1.1' as const };
  expect(behindReader({ ...h1, backlog: 786_432 }).mean).toBe(270_000);
  for (const isSought of [false, true]) expect(behindReader({ ...h1, isSought, backlog: 32_768 }).mean).toBe(0);
  expect(behindReader({ ...h1, isSought: true })).toEqual({ mean: 0, high: 4_500_000 });
  // On a slower link something is in flight all the same.
  expect(behindReader({ ...h1, ms: 1000, isSought: true, backlog: 0 }).mean).toBe(190_000);
});

it('on a link that brings everything before a tab is closed, has mean 0 unless the player jumped', () => {
  const fast = { ...film, ms: 400, fastest: 5000 };
  expect(behindReader(fast)).toEqual({ mean: 0, high: 1_750_000 });
  expect(behindReader({ ...fast, isJumped: true }).mean).toBe(600_000);
  expect(behindReader({ ...fast, ms: 1000, fastest: 2000 }).mean).toBe(600_000);
});

it('of a distant server is what the link holds, however fast it is', () => {
  const jumped = { ...film, ms: 160, fastest: 12_500, isJumped: true };
  expect(behindReader({ ...jumped, trip: 30 }).mean).toBe(600_000);
  for (const rest of [{ trip: 2 }, { trip: 30, isJumped: false }, { trip: 30, ofFilm: 50_000 }])
    expect(behindReader({ ...jumped, ...rest }).mean).toBe(0);
});

it('has mean 0 for a film that came faster than anybody can seek', () => {
  expect(behindReader({ ...film, ms: 100, fastest: 20_000 })).toEqual({ mean: 0, high: 12_582_912 });
});

it('is what came since a player had enough, bounded by the buffers and by the rest', () => {
  const idle = { ...film, ms: 2000, idleMs: 1000 };
  expect(behindReader(idle)).toEqual({ mean: 2_000_000, high: 14_332_912 });
  expect(behindReader({ ...idle, idleMs: 0, ms: 1000 }).mean).toBe(600_000);
  expect(behindReader({ ...idle, ms: 60_000, idleMs: 59_000 }).mean).toBe(12_582_912);
  expect(behindReader({ ...idle, ms: 60_000, idleMs: 59_000, protocol: 'http/1.1' }).mean).toBe(1_750_000);
  expect(behindReader({ ...idle, rest: 700_000 })).toEqual({ mean: 700_000, high: 700_000 });
});
