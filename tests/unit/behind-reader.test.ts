import { expect, it } from 'vitest';
import { behindReader } from '../../src/core/behind-reader.ts';
import { socketRoom } from '../../src/core/media-room.ts';

const film = {
  ...{ bytes: 2_000_000, ms: 1000, rest: Infinity, fastest: 2500, isFilm: true },
  ...{ protocol: 'h2' as const, isSought: false, idleMs: null },
};

it('of a film cancelled in full flow, what the server had sent, or what is in flight, still arrives', () => {
  const flowing = { ...film, bytes: 1_200_000, fastest: 1500 };
  expect(behindReader(flowing)).toEqual({ mean: 564_000, high: 1_750_000 });
  expect(behindReader({ ...flowing, protocol: 'http/1.1' }).mean).toBe(180_000);
  expect(behindReader({ ...flowing, protocol: null }).mean).toBe(0.7 * 564_000 + 0.3 * 180_000);
});

it('no more arrives than the rest of the response, and than links hold', () => {
  expect(behindReader({ ...film, rest: 30_000 })).toEqual({ mean: 30_000, high: 30_000 });
  expect(behindReader({ ...film, rest: -5 })).toEqual({ mean: 0, high: 0 });
  expect(behindReader({ ...film, ms: 320, fastest: 6250, isJumped: true, trip: 100 }).mean).toBe(4_000_000);
});

it('nothing is expected of a film that had stalled, nor of anything else', () => {
  expect(behindReader({ ...film, ms: 60_000 })).toEqual({ mean: 0, high: 1_750_000 });
  expect(behindReader({ ...film, isFilm: false })).toEqual({ mean: 0, high: 125_000 });
});

it('of a film abandoned for its index, what comes after a cancel arrives, however fast the film had come', () => {
  const sought = { ...film, bytes: 500_000, ms: 25, fastest: 90_000, isSought: true };
  expect(behindReader({ ...sought, isSought: false }).mean).toBe(0);
  expect(behindReader(sought).mean).toBe(600_000);
  // On a slow link little is in flight.
  expect(behindReader({ ...sought, ms: 2500 }).mean).toBe(94_000);
});

it('over HTTP/1.1, on a link faster than its readers, what the system buffers arrives if the player had a backlog', () => {
  const h1 = { ...film, bytes: 1_900_000, ms: 35, fastest: 90_000, protocol: 'http/1.1' as const };
  expect(behindReader({ ...h1, backlog: 786_432 }).mean).toBe(270_000);
  for (const isSought of [false, true]) expect(behindReader({ ...h1, isSought, backlog: 32_768 }).mean).toBe(0);
  expect(behindReader({ ...h1, isSought: true })).toEqual({ mean: 0, high: 4_500_000 });
  // On a slower link something is in flight all the same.
  expect(behindReader({ ...h1, ms: 1000, isSought: true, backlog: 0 }).mean).toBe(285_000);
});

it('nothing is expected on a link that brings everything before a tab is closed, unless the player jumped', () => {
  const fast = { ...film, ms: 400, fastest: 5000 };
  expect(behindReader(fast)).toEqual({ mean: 0, high: 1_750_000 });
  expect(behindReader({ ...fast, isJumped: true }).mean).toBe(470 * 5000);
  expect(behindReader({ ...fast, ms: 1000, fastest: 2000 }).mean).toBe(470 * 2000);
  // Its player says how much was still to come.
  expect(behindReader({ ...fast, rest: 900_000, isRestTold: true }).mean).toBe(900_000);
});

it('of a distant server’s film, what the link holds arrives, however fast the link is', () => {
  const jumped = { ...film, ms: 160, fastest: 12_500, isJumped: true };
  expect(behindReader({ ...jumped, trip: 30 }).mean).toBe(600_000);
  for (const rest of [{ trip: 2 }, { trip: 30, isJumped: false }, { trip: 30, ofFilm: 50_000 }])
    expect(behindReader({ ...jumped, ...rest }).mean).toBe(0);
});

it('nothing is expected of a film that came faster than anybody can seek', () => {
  expect(behindReader({ ...film, ms: 100, fastest: 20_000 })).toEqual({ mean: 0, high: 12_615_680 });
});

it('of a player that has enough, what came since then arrives, bounded by the buffers and by the rest', () => {
  const idle = { ...film, bytes: 6_800_000, ms: 5000, idleMs: 1000 };
  const [pace, tail] = [6_000_000 / 4010, 470 * (6_000_000 / 4010)];
  expect(behindReader(idle)).toEqual({ mean: Math.round(pace * 1000 - 800_000 - 10 * pace + tail), high: 14_365_680 });
  expect(behindReader({ ...idle, idleMs: 0, ms: 4000 }).mean).toBe(470 * 1700);
  const long = { ...idle, ms: 60_000, idleMs: 56_000 };
  expect(behindReader(long).mean).toBe(12_615_680);
  const room = socketRoom(6_800_000, pace, null);
  expect(behindReader({ ...long, protocol: 'http/1.1' }).mean).toBe(Math.round(room.mean));
  expect(behindReader({ ...long, protocol: null }).mean).toBe(Math.round(0.7 * 12_615_680 + 0.3 * room.mean));
  expect(behindReader({ ...idle, rest: 700_000 })).toEqual({ mean: 700_000, high: 700_000 });
  expect(behindReader({ ...idle, rest: 700_000, restMost: 900_000 })).toEqual({ mean: 700_000, high: 900_000 });
});

it('of a film whose player has just had enough, on a link faster than its readers, some megabytes arrive', () => {
  const soon = { ...film, bytes: 3_000_000, ms: 50, idleMs: 20, fastest: 60_000 };
  expect(behindReader(soon).mean).toBe(1_400_000);
  expect(behindReader({ ...soon, protocol: 'http/1.1' }).mean).toBe(270_000);
});

it('in slow start, what its server sends until it hears of the cancel arrives, and over HTTP/2 what it had written', () => {
  const first = { ...film, bytes: 66_000, ms: 100, isFirst: true, trip: 50 };
  const sent = (trips: number) => 14_600 * (2 ** (1 + 2 + trips) - 1) - 66_000;
  expect(behindReader({ ...first, trip: 50 }).mean).toBe(Math.round(Math.min(sent(2.7), 660 * 550)));
  expect(behindReader({ ...first, protocol: 'http/1.1' }).mean).toBe(Math.round(Math.min(sent(1), 660 * 150)));
  // It came faster than slow start with that round trip explains, so it was in full flow.
  expect(behindReader({ ...first, ms: 50, trip: 60, fastest: 5000 }).mean).toBeGreaterThan(400_000);
});
