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

type Step = { ms?: number; bytes?: number; next?: Partial<RequestEvent>; nextAt?: number };

/** A film of which so much came in `ms`, that was given up, and of which something else was asked for then. */
function left({ ms = 40, bytes = 600_000, next = part(7_900_000), nextAt = ms + 10 }: Step = {}) {
  const rig = createMeterRig();
  const sizes = { request: 400, response: bytes };
  // The link can bring more by far: pace alone tells nothing of who is in full flow.
  rig.meter.onRequest(request({ ...film, id: 'fast', phase: 'sent', url: 'https://cdn.test/fast', at: NOON - 50 }));
  rig.meter.onRequest(
    request({ ...film, id: 'fast', url: 'https://cdn.test/fast', sizes: { request: 400, response: 10_000_000 } }),
  );
  rig.meter.onRequest(request({ ...film, id: 'first', phase: 'sent', at: NOON }));
  rig.meter.onRequest(
    request({ ...film, id: 'first', phase: 'failed', at: NOON + ms, status: 0, statusLine: '', sizes }),
  );
  const before = rig.total();
  const url = next.url ?? film.url;
  rig.meter.onRequest(request({ ...film, id: 'next', phase: 'sent', url, at: NOON + nextAt - 5 }));
  rig.meter.onRequest(
    request({ ...film, id: 'next', at: NOON + nextAt, sizes: { request: 400, response: 100_000 }, ...next }),
  );
  return { rig, before, more: rig.total().down - before.down };
}

/** What the second response cost by itself. */
const ITSELF = { least: 100_000, most: 106_000 };

describe('a film that its player gave up for its index', () => {
  it('had as much let in as its protocol’s readers let in, once the index has come', () => {
    const [h2, h1] = [left().more, left({ next: part(7_900_000, 'HTTP/1.1') }).more];
    expect(h2).toBeGreaterThan(500_000 + ITSELF.least);
    expect(h1).toBeGreaterThan(250_000 + ITSELF.least);
    expect(h1).toBeLessThan(300_000 + ITSELF.most);
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

describe('a film whose player has enough', () => {
  const key = openKey(1, 0, film.url);
  const view = (idleSince: number | null, buffered: MediaView['buffered'] = []): MediaView => ({
    ...{ duration: 100, buffered, decoded: 0, idleSince },
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
    idle.mediaViews.shows(key, view(NOON + 1000));
    playing.mediaViews.shows(key, view(null));
    for (const rig of [idle, playing]) rig.meter.onRequest(ended(2000));
    expect(down(idle)).toBeGreaterThan(3_900_000);
    expect(down(playing)).toBeLessThan(2_400_000);
    const { high, low } = idle.total();
    expect(low).toBeLessThan(2_100_000);
    expect(high).toBeGreaterThan(12_000_000);
  });

  it('had no more to come than what its player has not got', () => {
    const rig = begun();
    rig.mediaViews.shows(key, view(NOON + 1000, [[0, 80]]));
    rig.meter.onRequest(ended(2000));
    expect(down(rig)).toBeLessThan(2_650_000);
    expect(down(rig)).toBeGreaterThan(2_500_000);
  });

  it('is made up for when that is heard right after its end, unless it goes on with another part', () => {
    const [left, jumped] = [begun(), begun()];
    for (const rig of [left, jumped]) rig.meter.onRequest(ended(200));
    const before = down(left);
    jumped.meter.onRequest(request({ ...film, id: 'two', phase: 'sent', at: NOON + 205 }));
    for (const rig of [left, jumped]) rig.mediaViews.shows(key, view(NOON + 210));
    expect(down(left) - before).toBeGreaterThan(300_000);
    expect(down(jumped)).toBe(before);
  });

  it('goes by what its host has spoken before', () => {
    const [h1, unknown] = [begun(), begun()];
    const other = { ...film, url: 'https://cdn.test/other', id: 'other', sizes: { request: 400, response: 10_000 } };
    h1.meter.onRequest(request({ ...other, statusLine: 'HTTP/1.1 200' }));
    const before = down(h1);
    for (const rig of [h1, unknown]) {
      rig.mediaViews.shows(key, view(NOON + 500));
      rig.meter.onRequest(ended(5000));
    }
    expect(down(h1) - before).toBeLessThan(1.05 * (2_000_000 + 1_750_000));
    expect(down(unknown)).toBeGreaterThan(12_000_000);
  });
});
