import { describe, expect, it, vi } from 'vitest';
import type { RequestEvent } from '../../src/core/request-event.ts';
import { createMeterRig, timing } from './support/meter-rig.ts';
import { contentLength, NOON, request } from './support/request.ts';

let ids = 0;

/** A fetch without a length that ends `ms` after its head. */
function fetched(rig: ReturnType<typeof createMeterRig>, ms: number, rest: Partial<RequestEvent> = {}): number {
  const before = rig.total().down;
  const one = { url: 'https://data.news.test/tile', type: 'xmlhttprequest', id: `fetch ${ids++}`, ...rest };
  rig.meter.onRequest(request({ ...one, phase: 'started' }));
  rig.meter.onRequest(request({ ...one, at: NOON + ms }));
  return rig.total().down - before;
}

/** The time after the head that a body takes at 250 kB/s; the first record of TLS comes with the head. */
const msFor = (bytes: number) => 1 + Math.max(0, bytes - 16_384) / 250;

/** A rig after 20 fetches over that link whose sizes became known. */
function rigAfterFetches() {
  const rig = createMeterRig();
  for (let n = 0; n < 20; n++) {
    const url = `https://data.news.test/known${n}`;
    const bytes = 4000 * 2 ** (n % 5);
    const ms = msFor(bytes);
    if (n % 2) fetched(rig, ms, { url, headers: contentLength(bytes) });
    else {
      fetched(rig, ms, { url });
      rig.meter.onTiming({ tabId: 1, frameId: 0, entries: [timing(url, bytes, { endedAt: NOON + ms })] });
    }
  }
  return rig;
}

describe('a response whose size nothing tells', () => {
  it('is guessed by what the link carries in its duration', () => {
    const rig = rigAfterFetches();
    for (const bytes of [30_000, 60_000, 90_000]) {
      const guess = fetched(rig, msFor(bytes));
      expect(Math.abs(Math.log(guess / bytes))).toBeLessThan(0.4);
    }
  });

  it('is guessed by the decoded size in its server’s ETag', () => {
    const tagged = [
      { name: 'content-encoding', value: 'gzip' },
      { name: 'etag', value: 'W/"f4240-6tDRXs0VZkz8sNbl7J9AsA4q+/M"' },
    ];
    const guess = fetched(createMeterRig(), 5, { headers: tagged });
    expect(guess).toBeGreaterThan(200_000);
    expect(guess).toBeLessThan(400_000);
    // Unless no link carries so much in that time.
    expect(fetched(createMeterRig(), 0.3, { headers: tagged })).toBeLessThan(60_000);
  });
});

describe('a guess, once more is known', () => {
  it('goes by how long other responses of its host took, a little later', () => {
    const rig = rigAfterFetches();
    const first = fetched(rig, msFor(60_000), { url: 'https://tiles.test/0' });
    for (let n = 1; n < 12; n++) fetched(rig, msFor(60_000), { url: `https://tiles.test/${n}` });
    const guessed = () => rig.open.all().find(({ host }) => host === 'tiles.test')!.transfer.down;
    const before = guessed();
    rig.later();
    const after = guessed();
    expect(first).toBeGreaterThan(before.bytes);
    expect(after.high / after.low).toBeLessThan(before.high / before.low);
    expect(Math.abs(Math.log(after.bytes / 60_000))).toBeLessThan(0.3);
  });

  const encoded = [{ name: 'content-encoding', value: 'br' }];
  const script = (rest: Partial<RequestEvent> = {}) =>
    request({ url: 'https://ads.test/bid.js', type: 'script', id: `late ${ids++}`, headers: encoded, ...rest });

  it('improves where nothing else tells, but not for hosts of which nothing was learned', () => {
    const rig = createMeterRig();
    rig.meter.onRequest(script());
    rig.meter.onRequest(script({ url: 'https://other.test/bid.js' }));
    const before = rig.total().down;
    // The same script in the advertisement's own frame, whose timeline may see its size.
    rig.meter.onRequest(script({ frameId: 7, at: NOON + 300 }));
    const entries = [timing('https://ads.test/bid.js', 5000, { endedAt: NOON + 300 })];
    rig.meter.onTiming({ tabId: 1, frameId: 7, entries });
    rig.later();
    const guesses = rig.open.all().map(({ host, transfer }) => [host, transfer.down.bytes] as const);
    expect(guesses.find(([host]) => host === 'ads.test')![1]).toBeLessThan(7000);
    expect(guesses.find(([host]) => host === 'other.test')![1]).toBeGreaterThan(20_000);
    expect(rig.total().down).toBeLessThan(before);
  });

  it('is renewed once, a little later, however many documents have reported', () => {
    const rig = createMeterRig();
    const guessAnew = vi.spyOn(rig.settling, 'guessAnew');
    for (const url of ['https://ads.test/1', 'https://ads.test/2']) rig.meter.onRequest(script({ url }));
    const bytesOfSecond = () => rig.open.all().at(-1)!.transfer.down.bytes;
    const before = bytesOfSecond();
    for (const frameId of [1, 2, 3]) rig.meter.onTiming({ tabId: 1, frameId, entries: [] });
    rig.meter.onTiming({ tabId: 1, frameId: 0, entries: [timing('https://ads.test/1', 400)] });
    expect(guessAnew).not.toHaveBeenCalled();
    rig.later();
    expect(guessAnew).toHaveBeenCalledOnce();
    expect(bytesOfSecond()).toBeLessThan(before);
    rig.meter.onTiming({ tabId: 1, frameId: 0, entries: [] });
    rig.later();
    expect(guessAnew).toHaveBeenCalledTimes(2);
  });

  it('is written only where it has changed', () => {
    const rig = createMeterRig();
    rig.meter.onRequest(script());
    const learn = (url: string, rest: Partial<RequestEvent>) => {
      rig.meter.onRequest(script({ url, frameId: 7, ...rest }));
      rig.meter.onTiming({ tabId: 1, frameId: 7, entries: [timing(url, 400)] });
      rig.opened.clear();
      rig.later();
      return [...rig.opened.values()].map(({ host }) => host);
    };
    // An image of the same host says nothing of its scripts.
    expect(learn('https://ads.test/picture', { type: 'image', headers: [] })).toEqual([]);
    expect(learn('https://ads.test/script', {})).toEqual(['ads.test']);
  });

  it('is not renewed for all of a flood', () => {
    const rig = createMeterRig();
    for (let n = 0; n < 1000; n++) rig.meter.onRequest(script({ url: `https://ads.test/${n}` }));
    rig.meter.onTiming({ tabId: 1, frameId: 0, entries: [timing('https://ads.test/999', 400)] });
    rig.later();
    const before = rig.open.all()[999 - 1]!.transfer.down.bytes;
    const changed = rig.open.all().filter(({ transfer }) => transfer.down.bytes !== before);
    expect(changed.length).toBeGreaterThan(50);
    expect(changed.length).toBeLessThan(150);
  });

  it('grows where no page has reported the response, since a worker fetched it', () => {
    const rig = createMeterRig();
    const one = { url: 'https://tiles.test/1', type: 'xmlhttprequest', headers: encoded };
    fetched(rig, 2, one);
    const [posting] = rig.open.all();
    const { bytes } = posting!.transfer.down;
    const later = (ms: number) => {
      rig.meter.onRequest(request({ id: `later ${ids++}`, at: NOON + ms, headers: contentLength(0) }));
      rig.meter.onTiming({ tabId: 1, frameId: 0, entries: [] });
      rig.later();
      return posting!.transfer.down.bytes;
    };
    expect(later(1000)).toBe(bytes);
    expect(later(4000)).toBeGreaterThan(1.2 * bytes);
    // Unless a page reports it after all.
    rig.meter.onTiming({ tabId: 1, frameId: 0, entries: [timing(one.url, 700, { endedAt: NOON + 2 })] });
    expect(posting!.transfer.down).toMatchObject({ bytes: 700, evidence: 'exact' });
  });

  it('grows for each of many, a hundred at a time', () => {
    const rig = createMeterRig();
    for (let n = 0; n < 150; n++) fetched(rig, 2, { url: `https://tiles${n}.test/`, headers: encoded });
    const { bytes } = rig.open.all()[0]!.transfer.down;
    const grown = () => rig.open.all().filter(({ transfer }) => transfer.down.bytes > 1.2 * bytes).length;
    rig.settling.guessAnew(NOON + 10, { tab: 1, at: Infinity });
    expect(grown()).toBe(100);
    rig.settling.guessAnew(NOON + 10, { tab: 1, at: Infinity });
    expect(grown()).toBe(150);
  });

  it('grows as soon as its tab is closed, since no page will report the response any more', () => {
    const rig = createMeterRig();
    fetched(rig, 2, { url: 'https://tiles.test/1', type: 'xmlhttprequest', headers: encoded });
    const [posting] = rig.open.all();
    const { bytes } = posting!.transfer.down;
    rig.settling.guessAnew(NOON + 10, { tab: 2, at: Infinity });
    expect(posting!.transfer.down.bytes).toBe(bytes);
    rig.settling.guessAnew(NOON + 10, { tab: 1, at: Infinity });
    expect(posting!.transfer.down.bytes).toBeGreaterThan(1.2 * bytes);
    // The page's last report may arrive after that.
    rig.meter.onTiming({ tabId: 1, frameId: 0, entries: [timing('https://tiles.test/1', 700, { endedAt: NOON + 2 })] });
    expect(posting!.transfer.down).toMatchObject({ bytes: 700, evidence: 'exact' });
  });

  it('grows as soon as another page has come to its tab, unless that page fetched the response', () => {
    const rig = createMeterRig();
    fetched(rig, 2, { url: 'https://tiles.test/1', type: 'xmlhttprequest', headers: encoded });
    const [posting] = rig.open.all();
    const { bytes } = posting!.transfer.down;
    const coming = (at: number, rest: Partial<RequestEvent> = {}) => {
      const id = `page ${ids++}`;
      const page = { id, url: 'https://www.news.test/next', type: 'main_frame', ...rest };
      rig.meter.onRequest(request({ ...page, phase: 'started', at: NOON + at }));
      rig.meter.onRequest(request({ ...page, at: NOON + at + 5 }));
    };
    // None of these navigates the tab away from its page.
    coming(10, { status: 204 });
    coming(10, { headers: [{ name: 'content-disposition', value: 'attachment' }] });
    coming(10, { tabId: 2 });
    coming(10, { frameId: 9, isTopFrame: true });
    expect(posting!.transfer.down.bytes).toBe(bytes);
    coming(20);
    expect(posting!.transfer.down.bytes).toBeGreaterThan(1.2 * bytes);

    fetched(rig, 30, { url: 'https://tiles.test/2', type: 'xmlhttprequest', headers: encoded });
    const own = rig.open.all().find(({ at }) => at === NOON + 30)!;
    const before = own.transfer.down.bytes;
    coming(25);
    expect(own.transfer.down.bytes).toBe(before);
  });
});
