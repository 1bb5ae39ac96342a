import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RequestEvent } from '../../src/core/request-event.ts';
import { openKey } from '../../src/background/open-postings.ts';
import type { MediaView } from '../../src/core/media-size.ts';
import { createMeterRig } from './support/meter-rig.ts';
import { NOON, request } from './support/request.ts';

const film = { type: 'media', url: 'https://cdn.test/film.mp4' };
const part = (from: number, protocol = 'HTTP/2'): Partial<RequestEvent> => ({
  status: 206,
  statusLine: `${protocol} 206`,
  headers: [{ name: 'Content-Range', value: `bytes ${from}-7999999/8000000` }],
});

type Step = {
  ms?: number;
  bytes?: number;
  next?: Partial<RequestEvent>;
  nextAt?: number;
  waits?: number;
  came?: number;
  goesOnFrom?: number;
};

/**
 * A film of which so much came in `ms`, that was given up, and of which something else was asked for then, and after that what
 * its player had not taken of it.
 */
function left({
  ms = 40,
  bytes = 600_000,
  next = part(7_900_000),
  waits = 5,
  nextAt = ms + 5 + waits,
  came = 100_000,
  goesOnFrom,
}: Step = {}) {
  const rig = createMeterRig();
  const sizes = { request: 400, response: bytes };
  // The link can bring more by far: pace alone tells nothing of who is in full flow.
  rig.meter.onRequest(request({ ...film, id: 'fast', phase: 'sent', url: 'https://cdn.test/fast', at: NOON - 50 }));
  rig.meter.onRequest(
    request({ ...film, id: 'fast', url: 'https://cdn.test/fast', sizes: { request: 400, response: 10_000_000 } }),
  );
  rig.meter.onRequest(request({ ...film, id: 'first', phase: 'sent', at: NOON }));
  rig.meter.onRequest(request({ ...film, id: 'first', phase: 'sent', at: NOON, from: 0 }));
  rig.meter.onRequest(
    request({ ...film, id: 'first', phase: 'failed', at: NOON + ms, status: 0, statusLine: '', sizes }),
  );
  const before = rig.total();
  const url = next.url ?? film.url;
  rig.meter.onRequest(request({ ...film, id: 'next', phase: 'sent', url, at: NOON + nextAt - waits }));
  rig.meter.onRequest(
    request({ ...film, id: 'next', at: NOON + nextAt, sizes: { request: 400, response: came }, ...next }),
  );
  if (goesOnFrom !== undefined) {
    const rest = { ...film, id: 'rest', phase: 'sent' as const, at: NOON + nextAt + 5 };
    rig.meter.onRequest(request(rest));
    rig.meter.onRequest(request({ ...rest, from: goesOnFrom }));
  }
  return { rig, before, more: rig.total().down - before.down };
}

/** What the second response cost by itself. */
const ITSELF = { least: 100_000, most: 106_000 };

describe('a film that its player gave up for its index', () => {
  it('had come as long as the index waited, as fast as before', () => {
    // 5 kB a ms.
    const phone = { ms: 60, bytes: 300_000, came: 5_000 };
    const [h2, h1] = [
      left({ ...phone, waits: 101 }),
      left({ ...phone, waits: 101, next: part(7_900_000, 'HTTP/1.1') }),
    ];
    expect(h2.more).toBeGreaterThan(480_000);
    expect(h2.more).toBeLessThan(550_000);
    // A third of that, for the rest of it its connection was being made.
    expect(h1.more).toBeGreaterThan(160_000);
    expect(h1.more).toBeLessThan(200_000);
    expect(left({ ...phone, waits: 201 }).more).toBeGreaterThan(h2.more + 480_000);
    const { down, low, high, measured } = h2.rig.total();
    expect(low).toBeLessThan(down - 450_000);
    expect(high).toBeGreaterThan(down);
    expect(measured).toBeLessThan(down - 450_000);
  });

  it('goes by no wait where the link is faster than its readers: they are what that went to', () => {
    // 15 kB a ms.
    const [soon, late] = [left({ waits: 5 }), left({ waits: 400 })];
    expect(Math.abs(late.more - soon.more)).toBeLessThan(1000);
    expect(late.more).toBeGreaterThan(500_000);
    expect(late.more).toBeLessThan(640_000 + ITSELF.most);
    // Too little to tell the film's pace by: it is its own.
    expect(left({ ms: 5, bytes: 100_000, waits: 400 }).more).toBeLessThan(640_000 + ITSELF.most);
  });

  it('had no more to come over HTTP/1.1 where its player had taken all that was counted', () => {
    const h1 = (goesOnFrom?: number) =>
      left({ bytes: 1_300_000, next: part(7_900_000, 'HTTP/1.1'), ...(goesOnFrom !== undefined && { goesOnFrom }) });
    const [behind, taken, never] = [h1(491_520), h1(1_277_952), h1()];
    expect(behind.more).toBeGreaterThan(370_000);
    expect(behind.more).toBeLessThan(290_000 + ITSELF.most);
    for (const { more } of [taken, never, h1(0), h1(7_000_000)]) expect(more).toBeLessThan(ITSELF.most + 10_000);
    const { high, down, up } = taken.rig.total();
    expect(high).toBeGreaterThan(down + up + 250_000);
  });

  it('had no more than there was of the file, and its interval holds', () => {
    const { more, rig } = left({ bytes: 7_950_000, ms: 90, next: part(7_960_000) });
    expect(more).toBeLessThan(60_000 + ITSELF.most);
    const { down, up, low, high } = rig.total();
    expect(low).toBeLessThanOrEqual(down + up);
    expect(high).toBeGreaterThanOrEqual(down + up);
  });

  it.each([
    ['what came after it lies before its end', { next: part(65_536) }],
    ['that came whole', { next: { status: 200, statusLine: 'HTTP/2 200' } }],
    ['it was given up later than a player would, as in a jump', { ms: 300 }],
    ['what came after it came much later', { nextAt: 60_000 }],
    ['it was another film', { next: { ...part(7_900_000), url: 'https://cdn.test/other.mp4' } }],
    ['that was given up, too', { next: { ...part(7_900_000), phase: 'failed' } }],
  ] satisfies [string, Step][])('is not taken for one where %s', (_, step) => {
    expect(left(step).more).toBeLessThan(ITSELF.most + 10_000);
  });

  it('is made up for once', () => {
    const { rig } = left();
    const before = rig.total();
    const again = { ...film, ...part(7_900_000), at: NOON + 60, sizes: { request: 400, response: 100_000 } };
    rig.meter.onRequest(request({ ...again, id: 'again' }));
    expect(rig.total().down - before.down).toBeLessThan(ITSELF.most);
  });
});

describe('a film that was jumped in', () => {
  const key = openKey(1, 0, film.url);
  /** 1.5 kB a ms; then the next part waits, brings as much as `came`, and stands still for a while. */
  function jumped({
    waits,
    came = 450_000,
    idle = 0,
    seen,
  }: {
    waits: number;
    came?: number;
    idle?: number;
    seen?: boolean;
  }) {
    const rig = createMeterRig();
    const shows = (ms: number, buffered: MediaView['buffered']) =>
      rig.mediaViews.shows(key, { duration: 100, buffered, decoded: 0, at: NOON + ms, idleSince: null }, NOON + ms);
    const sent = (id: string, ms: number) =>
      rig.meter.onRequest(request({ ...film, id, phase: 'sent', at: NOON + ms }));
    const failed = (id: string, ms: number, response: number) =>
      rig.meter.onRequest(
        request({
          ...{
            ...film,
            id,
            phase: 'failed',
            at: NOON + ms,
            status: 0,
            statusLine: '',
            sizes: { request: 400, response },
          },
        }),
      );
    // A round trip is 60 ms, and the host speaks HTTP/2; its film is 8 MB.
    rig.meter.onRequest(request({ ...film, id: 'index', phase: 'sent', at: NOON - 500 }));
    rig.meter.onRequest(
      request({ ...film, ...part(7_999_000), id: 'index', at: NOON - 320, sizes: { request: 400, response: 1300 } }),
    );
    const before = rig.total().down;
    sent('a', 0);
    failed('a', 1060, 1_500_000);
    shows(1061, [[0, 18]]);
    sent('b', 1062);
    // 8 s of 100 are 640 kB of 8 MB: more than has come.
    if (seen)
      shows(1062 + waits + 200, [
        [0, 18],
        [50, 53.75],
      ]);
    failed('b', 1062 + waits + came / 1500 + idle, came);
    return { more: rig.total().down - before, total: rig.total() };
  }

  it('had come for as long as the next part waited', () => {
    const { more } = jumped({ waits: 600 });
    // The second's tab was closed amid it: 600 kB at most.
    expect(more).toBeGreaterThan(1_950_000 + 900_000 + 600_000);
    expect(more).toBeLessThan(1.05 * (1_950_000 + 900_000 + 600_000));
    expect(more - jumped({ waits: 60 }).more).toBeGreaterThan(800_000);
  });

  it('goes by when its player first showed some of the next part, where that stood still afterwards', () => {
    const [seen, unseen] = [true, false].map((seen) => jumped({ waits: 600, idle: 2000, seen }).more);
    expect(seen!).toBeGreaterThan(1_950_000 + 900_000);
    expect(seen!).toBeLessThan(1.05 * (1_950_000 + 900_000));
    expect(unseen!).toBeLessThan(1.05 * (1_950_000 + 600_000));
  });

  it('is no worse known where the link is faster than its readers', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 1, max: 6_000_000 }),
        fc.boolean(),
        (waits, came, seen) => {
          const { down, up, low, high } = jumped({ waits, came, seen }).total;
          expect(low).toBeLessThanOrEqual(down + up);
          expect(high).toBeGreaterThanOrEqual(down + up);
          expect(low).toBeGreaterThan(1_500_000 + came);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('a film that came over 40 Mbit/s', () => {
  function closed(isJumped: boolean) {
    const rig = createMeterRig();
    const tell = (rest: Partial<RequestEvent>) => rig.meter.onRequest(request({ ...film, ...rest }));
    tell({ id: 'head', phase: 'sent', at: NOON - 100 });
    tell({ id: 'head', ...part(7_999_000), at: NOON - 10, sizes: { request: 400, response: 1300 } });
    tell({ id: 'one', phase: 'sent', at: NOON });
    const sizes = { request: 400, response: 2_000_000 };
    tell({ id: 'one', phase: 'failed', at: NOON + 430, status: 0, statusLine: '', sizes });
    const before = rig.total().down;
    if (isJumped) tell({ id: 'two', phase: 'sent', at: NOON + 433 });
    return rig.total().down - before;
  }

  it('has nothing more to come as its tab is closed, and something as it is jumped in', () => {
    expect(closed(false)).toBe(0);
    expect(closed(true)).toBeGreaterThan(550_000);
  });
});

describe('a film whose player has enough', () => {
  const key = openKey(1, 0, film.url);
  const view = (idleSince: number | null, buffered: MediaView['buffered'] = []): MediaView => ({
    ...{ duration: 100, buffered, decoded: 0, at: NOON, idleSince },
  });
  const counts = { request: 400, response: 2_000_000 };
  const ended = (ms: number, rest: Partial<RequestEvent> = {}) =>
    request({ ...film, id: 'one', phase: 'failed', at: NOON + ms, status: 0, statusLine: '', sizes: counts, ...rest });
  function begun() {
    const rig = createMeterRig();
    rig.meter.onRequest(request({ ...film, id: 'one', phase: 'sent', at: NOON }));
    return rig;
  }
  const down = (rig: ReturnType<typeof begun>) => rig.total().down;

  it('went on being received since then', () => {
    const [idle, playing] = [begun(), begun()];
    idle.mediaViews.shows(key, view(NOON + 1000), NOON + 1000);
    playing.mediaViews.shows(key, view(null), NOON + 1000);
    for (const rig of [idle, playing]) rig.meter.onRequest(ended(2000));
    expect(down(idle)).toBeGreaterThan(3_900_000);
    expect(down(playing)).toBeLessThan(2_400_000);
    const { high, low } = idle.total();
    expect(low).toBeLessThan(2_100_000);
    expect(high).toBeGreaterThan(12_000_000);
  });

  it('went on with nothing of a part that it asked for later: that it has enough of that is not heard yet', () => {
    const [before, never] = [begun(), begun()];
    before.mediaViews.shows(key, view(NOON - 1000), NOON - 1000);
    for (const rig of [before, never]) rig.meter.onRequest(ended(2000));
    expect(down(before)).toBe(down(never));
  });

  it('had no more to come than its film is long', () => {
    const rig = begun();
    rig.meter.onRequest(
      request({ ...film, ...part(7_990_000), id: 'index', sizes: { request: 400, response: 10_000 } }),
    );
    const before = down(rig);
    rig.mediaViews.shows(key, view(NOON + 10), NOON + 10);
    rig.meter.onRequest(ended(2000));
    expect(down(rig) - before).toBeLessThan(1.05 * 8_000_000);
  });

  it('had no more to come than what its player has not got', () => {
    const rig = begun();
    rig.mediaViews.shows(key, view(NOON + 1000, [[0, 80]]), NOON + 1000);
    rig.meter.onRequest(ended(2000));
    expect(down(rig)).toBeLessThan(2_650_000);
    expect(down(rig)).toBeGreaterThan(2_500_000);
  });

  it('is made up for when that is heard right after its end, unless it goes on with another part', () => {
    const [left, jumped] = [begun(), begun()];
    for (const rig of [left, jumped]) rig.meter.onRequest(ended(200));
    const before = down(left);
    jumped.meter.onRequest(request({ ...film, id: 'two', phase: 'sent', at: NOON + 205 }));
    for (const rig of [left, jumped]) rig.mediaViews.shows(key, view(NOON + 210), NOON + 210);
    expect(down(left) - before).toBeGreaterThan(300_000);
    expect(down(jumped)).toBe(before);
  });

  it('goes by what its host has spoken before', () => {
    const [h1, unknown] = [begun(), begun()];
    const other = { ...film, url: 'https://cdn.test/other', id: 'other', sizes: { request: 400, response: 10_000 } };
    h1.meter.onRequest(request({ ...other, statusLine: 'HTTP/1.1 200' }));
    const before = down(h1);
    for (const rig of [h1, unknown]) {
      rig.mediaViews.shows(key, view(NOON + 500), NOON + 500);
      rig.meter.onRequest(ended(5000));
    }
    expect(down(h1) - before).toBeLessThan(1.05 * (2_000_000 + 1_750_000));
    expect(down(unknown)).toBeGreaterThan(12_000_000);
  });
});
