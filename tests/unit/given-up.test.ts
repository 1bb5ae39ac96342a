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
 * A film of which `bytes` arrived in `ms`, then cancelled; then its player requests `next`, and from `goesOnFrom` what
 * it had not read.
 */
function cancelled({
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
  // The link can be much faster: the pace alone does not show whether a film came in full flow.
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

/** The cost of the second response alone. */
const SECOND_RESPONSE = { least: 100_000, most: 106_000 };

describe('a film that its player abandoned for its index', () => {
  it('kept arriving while the index waited, as fast as before', () => {
    // 5 kB/ms.
    const phone = { ms: 60, bytes: 300_000, came: 5_000 };
    const [h2, h1] = [
      cancelled({ ...phone, waits: 101 }),
      cancelled({ ...phone, waits: 101, next: part(7_900_000, 'HTTP/1.1') }),
    ];
    expect(h2.more).toBeGreaterThan(480_000);
    expect(h2.more).toBeLessThan(550_000);
    // A third of that: for the rest of the time its connection was being set up.
    expect(h1.more).toBeGreaterThan(160_000);
    expect(h1.more).toBeLessThan(200_000);
    expect(cancelled({ ...phone, waits: 201 }).more).toBeGreaterThan(h2.more + 480_000);
    const { down, low, high, measured } = h2.rig.total();
    expect(low).toBeLessThan(down - 450_000);
    expect(high).toBeGreaterThan(down);
    expect(measured).toBeLessThan(down - 450_000);
  });

  it('is not estimated from the wait where the link is faster than its readers, who caused the wait', () => {
    // 15 kB/ms.
    const [soon, late] = [cancelled({ waits: 5 }), cancelled({ waits: 400 })];
    expect(Math.abs(late.more - soon.more)).toBeLessThan(1000);
    expect(late.more).toBeGreaterThan(500_000);
    expect(late.more).toBeLessThan(640_000 + SECOND_RESPONSE.most);
    // Too small to tell the film's pace, so its own pace counts.
    expect(cancelled({ ms: 5, bytes: 100_000, waits: 400 }).more).toBeLessThan(640_000 + SECOND_RESPONSE.most);
  });

  it('had nothing more in flight over HTTP/1.1 where its player had read all that was counted', () => {
    const h1 = (goesOnFrom?: number) =>
      cancelled({
        bytes: 1_300_000,
        next: part(7_900_000, 'HTTP/1.1'),
        ...(goesOnFrom !== undefined && { goesOnFrom }),
      });
    const [behind, taken, never] = [h1(491_520), h1(1_277_952), h1()];
    expect(behind.more).toBeGreaterThan(370_000);
    expect(behind.more).toBeLessThan(290_000 + SECOND_RESPONSE.most);
    for (const { more } of [taken, never, h1(0), h1(7_000_000)])
      expect(more).toBeLessThan(SECOND_RESPONSE.most + 10_000);
    const { high, down, up } = taken.rig.total();
    expect(high).toBeGreaterThan(down + up + 250_000);
  });

  it('had no more in flight than the rest of the file, and its interval holds', () => {
    const { more, rig } = cancelled({ bytes: 7_950_000, ms: 90, next: part(7_960_000) });
    expect(more).toBeLessThan(60_000 + SECOND_RESPONSE.most);
    const { down, up, low, high } = rig.total();
    expect(low).toBeLessThanOrEqual(down + up);
    expect(high).toBeGreaterThanOrEqual(down + up);
  });

  it.each([
    ['the next part begins before its end', { next: part(65_536) }],
    ['the next response is complete', { next: { status: 200, statusLine: 'HTTP/2 200' } }],
    ['it was cancelled later than a player would, as in a seek', { ms: 300 }],
    ['the next response came much later', { nextAt: 60_000 }],
    ['the next request is for another film', { next: { ...part(7_900_000), url: 'https://cdn.test/other.mp4' } }],
    ['the next response was cancelled, too', { next: { ...part(7_900_000), phase: 'failed' } }],
  ] satisfies [string, Step][])('is not recognised where %s', (_, step) => {
    expect(cancelled(step).more).toBeLessThan(SECOND_RESPONSE.most + 10_000);
  });

  it('is corrected only once', () => {
    const { rig } = cancelled();
    const before = rig.total();
    const again = { ...film, ...part(7_900_000), at: NOON + 60, sizes: { request: 400, response: 100_000 } };
    rig.meter.onRequest(request({ ...again, id: 'again' }));
    expect(rig.total().down - before.down).toBeLessThan(SECOND_RESPONSE.most);
  });
});

describe('a film in which its player jumped', () => {
  const key = openKey(1, 0, film.url);
  /** At 1.5 kB/ms; then the next part waits `waits` ms, brings `came` bytes, and idles. */
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
    // The round trip is 60 ms, the host speaks HTTP/2, and the film is 8 MB.
    rig.meter.onRequest(request({ ...film, id: 'index', phase: 'sent', at: NOON - 500 }));
    rig.meter.onRequest(
      request({ ...film, ...part(7_999_000), id: 'index', at: NOON - 320, sizes: { request: 400, response: 1300 } }),
    );
    const before = rig.total().down;
    sent('a', 0);
    failed('a', 1060, 1_500_000);
    shows(1061, [[0, 18]]);
    sent('b', 1062);
    // 8 of 100 s are 640 kB of 8 MB: more than has arrived.
    if (seen)
      shows(1062 + waits + 200, [
        [0, 18],
        [50, 53.75],
      ]);
    failed('b', 1062 + waits + came / 1500 + idle, came);
    return { more: rig.total().down - before, total: rig.total() };
  }

  /** 150 ms and eight round trips of 60 ms, at 12 Mbit/s. */
  const WRITTEN = 945_000;

  it('kept arriving while the next part waited', () => {
    const { more } = jumped({ waits: 600 });
    // The second one's tab was closed while it arrived: what its server had written still came.
    expect(more).toBeGreaterThan(1_950_000 + 900_000 + WRITTEN);
    expect(more).toBeLessThan(1.05 * (1_950_000 + 900_000 + WRITTEN));
    expect(more - jumped({ waits: 60 }).more).toBeGreaterThan(800_000);
  });

  it('is estimated by when its player first showed some of the next part, where that stalled afterwards', () => {
    const [seen, unseen] = [true, false].map((seen) => jumped({ waits: 600, idle: 2000, seen }).more);
    expect(seen!).toBeGreaterThan(1_950_000 + 900_000);
    expect(seen!).toBeLessThan(1.05 * (1_950_000 + 900_000));
    expect(unseen!).toBeLessThan(1.05 * (1_950_000 + WRITTEN));
  });

  it('keeps an interval that holds, also where the link is faster than its readers', () => {
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

describe('a film that came at 40 Mbit/s', () => {
  function closed(isJumped: boolean) {
    const rig = createMeterRig();
    const send = (rest: Partial<RequestEvent>) => rig.meter.onRequest(request({ ...film, ...rest }));
    send({ id: 'head', phase: 'sent', at: NOON - 100 });
    send({ id: 'head', ...part(7_999_000), at: NOON - 10, sizes: { request: 400, response: 1300 } });
    send({ id: 'one', phase: 'sent', at: NOON });
    const sizes = { request: 400, response: 2_000_000 };
    send({ id: 'one', phase: 'failed', at: NOON + 430, status: 0, statusLine: '', sizes });
    const before = rig.total().down;
    if (isJumped) send({ id: 'two', phase: 'sent', at: NOON + 433 });
    return rig.total().down - before;
  }

  it('has nothing more in flight when its tab is closed, and something when its player jumps', () => {
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

  /** 12 Mbit/s, round trips of 50 ms: 11.7 MB came, 6.6 of them for the player. */
  const phone = { sizes: { request: 400, response: 6_619_535 } };

  it('kept arriving since then', () => {
    const [idle, playing] = [begun(), begun()];
    const counts = { ...film, id: 'head', ...part(7_999_000), at: NOON - 10, sizes: { request: 400, response: 1300 } };
    for (const rig of [idle, playing]) {
      rig.meter.onRequest(request({ ...film, id: 'head', phase: 'sent', at: NOON - 205, url: 'https://cdn.test/a' }));
      rig.meter.onRequest(request({ ...counts, url: 'https://cdn.test/a' }));
    }
    idle.mediaViews.shows(key, view(NOON + 4101), NOON + 4101);
    playing.mediaViews.shows(key, view(null), NOON + 4101);
    for (const rig of [idle, playing]) rig.meter.onRequest(ended(7360, phone));
    expect(down(idle) / (1.04 * 11_730_000)).toBeGreaterThan(0.96);
    expect(down(idle) / (1.04 * 11_730_000)).toBeLessThan(1.04);
    expect(down(playing)).toBeLessThan(8_000_000);
    const { high, low } = idle.total();
    expect(low).toBeLessThan(7_100_000);
    expect(high).toBeGreaterThan(18_000_000);
  });

  it('adds nothing for a part that was requested later, since the player has not reported on that yet', () => {
    const [before, never] = [begun(), begun()];
    before.mediaViews.shows(key, view(NOON - 1000), NOON - 1000);
    for (const rig of [before, never]) rig.meter.onRequest(ended(2000));
    expect(down(before)).toBe(down(never));
  });

  it('had no more in flight than the film is long', () => {
    const rig = begun();
    rig.meter.onRequest(
      request({ ...film, ...part(7_990_000), id: 'index', sizes: { request: 400, response: 10_000 } }),
    );
    const before = down(rig);
    rig.mediaViews.shows(key, view(NOON + 10), NOON + 10);
    rig.meter.onRequest(ended(2000));
    expect(down(rig) - before).toBeLessThan(1.05 * 8_000_000);
  });

  it('had no more in flight than its player lacks', () => {
    const rig = begun();
    rig.mediaViews.shows(key, view(NOON + 4101, [[0, 80]]), NOON + 4101);
    rig.meter.onRequest(ended(7360, phone));
    // What it read on after it had enough, it had not buffered.
    expect(down(rig) / 1.04).toBeGreaterThan((6_619_535 - 850_000) / 0.8);
    expect(down(rig) / 1.04).toBeLessThan((6_619_535 - 750_000) / 0.8);
  });

  it('is corrected when the report comes right after the end, unless the player requests another part', () => {
    const [stopped, jumped] = [begun(), begun()];
    for (const rig of [stopped, jumped]) rig.meter.onRequest(ended(200));
    const before = down(stopped);
    jumped.meter.onRequest(request({ ...film, id: 'two', phase: 'sent', at: NOON + 205 }));
    for (const rig of [stopped, jumped]) rig.mediaViews.shows(key, view(NOON + 210), NOON + 210);
    expect(down(stopped) - before).toBeGreaterThan(300_000);
    expect(down(jumped)).toBe(before);
  });

  it('had no more in flight than the film is long, by the offset and the second that its player jumped to', () => {
    // A film of 49,350,865 bytes and 200 s, in Firefox 153: 29.9 MB of its first response came, all of the second.
    const rig = begun();
    const other = { ...film, ...part(7_999_000), url: 'https://cdn.test/a', sizes: { request: 400, response: 20_000 } };
    rig.meter.onRequest(request({ ...other, id: 'other' }));
    const before = down(rig);
    rig.mediaViews.shows(key, { ...view(NOON + 230, [[0, 0.3]]), duration: 200 }, NOON + 230);
    rig.meter.onRequest(ended(4095, { sizes: { request: 400, response: 17_301_966 } }));
    rig.meter.onRequest(request({ ...film, id: 'two', phase: 'sent', at: NOON + 4096 }));
    rig.meter.onRequest(request({ ...film, id: 'two', phase: 'sent', at: NOON + 4096, from: 33_587_200 }));
    const buffered: MediaView['buffered'] = [
      [0, 63.4],
      [136, 197.3],
    ];
    const first = down(rig);
    const jumped = { duration: 200, buffered, decoded: 0, at: NOON + 4300, idleSince: NOON + 4250 };
    rig.mediaViews.shows(key, jumped, NOON + 4300);
    expect(down(rig)).toBe(first);
    const sizes = { request: 400, response: 15_700_000 };
    rig.meter.onRequest(ended(8200, { id: 'two', sizes }));
    expect((down(rig) - first) / 15_763_665).toBeGreaterThan(1.03);
    expect((down(rig) - first) / 15_763_665).toBeLessThan(1.05);
    expect((first - before) / (17_301_966 + 12_615_680)).toBeGreaterThan(1.03);
    expect((first - before) / (17_301_966 + 12_615_680)).toBeLessThan(1.05);
  });

  it('is estimated anew once the length of its file is known', () => {
    const rig = begun();
    rig.mediaViews.shows(key, view(NOON + 100, [[0, 0.5]]), NOON + 100);
    rig.meter.onRequest(ended(4000));
    expect(down(rig)).toBeGreaterThan(12_000_000);
    rig.meter.onRequest(request({ ...film, id: 'two', phase: 'sent', at: NOON + 4001, from: 7_900_000 }));
    const sizes = { request: 400, response: 100_000 };
    rig.meter.onRequest(request({ ...film, ...part(7_900_000), id: 'two', at: NOON + 5000, sizes }));
    expect(down(rig)).toBeLessThan(1.05 * 8_100_000);
    expect(down(rig)).toBeGreaterThan(1.03 * 8_100_000);
  });

  it('had enough until it cancelled, also where that it loads again is reported first', () => {
    const [idle, resumed] = [begun(), begun()];
    for (const rig of [idle, resumed]) rig.mediaViews.shows(key, view(NOON + 1000), NOON + 1000);
    resumed.mediaViews.shows(key, { ...view(null), at: NOON + 1990 }, NOON + 1990);
    for (const rig of [idle, resumed]) rig.meter.onRequest(ended(2000));
    expect(down(resumed)).toBe(down(idle));
    const later = begun();
    later.mediaViews.shows(key, view(NOON + 1000), NOON + 1000);
    later.mediaViews.shows(key, { ...view(null), at: NOON + 2000 }, NOON + 2000);
    later.meter.onRequest(ended(10_000));
    expect(down(later)).toBeLessThan(2_500_000);
  });

  it('is estimated by the protocol that its host used before', () => {
    const [h1, unknown] = [begun(), begun()];
    const other = { ...film, url: 'https://cdn.test/other', id: 'other', sizes: { request: 400, response: 10_000 } };
    h1.meter.onRequest(request({ ...other, statusLine: 'HTTP/1.1 200' }));
    const before = down(h1);
    for (const rig of [h1, unknown]) {
      rig.mediaViews.shows(key, view(NOON + 500), NOON + 500);
      rig.meter.onRequest(ended(5000));
    }
    expect(down(h1) - before).toBeLessThan(1.05 * (2_000_000 + 4_900_000));
    expect(down(unknown)).toBeGreaterThan(12_000_000);
  });
});
