import { describe, expect, it } from 'vitest';
import { createKeptCopies } from '../../src/background/kept-copies.ts';
import type { RequestEvent } from '../../src/core/request-event.ts';
import { createMeterRig, timing } from './support/meter-rig.ts';
import { contentLength, NOON, request } from './support/request.ts';

const ORIGIN = 'https://www.news.test';
const ENCODED = [{ name: 'content-encoding', value: 'gzip' }];
let ids = 0;

/** A worker's fetch from its page's origin, which took a second. */
function fetched(rig: ReturnType<typeof createMeterRig>, rest: Partial<RequestEvent> = {}): void {
  const one: Partial<RequestEvent> = {
    ...{ url: `${ORIGIN}/tiles`, type: 'xmlhttprequest', initiator: ORIGIN, headers: ENCODED, id: `kept ${ids++}` },
    ...rest,
  };
  rig.meter.onRequest(request({ ...one, phase: 'started' }));
  rig.meter.onRequest(request({ at: NOON + 1000, ...one }));
}

const runLookups = async (rig: ReturnType<typeof createMeterRig>) => {
  rig.later();
  await new Promise((done) => setTimeout(done));
};

const downOf = (rig: ReturnType<typeof createMeterRig>) => rig.open.all()[0]?.transfer.down;

describe('the size of a response that no page reports', () => {
  it('is that of its cache entry, compressed as it came', async () => {
    const rig = createMeterRig();
    rig.kept.set(`${ORIGIN}/tiles`, { decoded: 400_000, gzipShare: 0.25 });
    fetched(rig);
    await runLookups(rig);
    expect(rig.looks).toEqual([
      {
        place: { tabId: 1, documentId: 'page', origin: ORIGIN },
        asks: [{ url: `${ORIGIN}/tiles`, stamp: '\n\n', isEncoded: true }],
      },
    ]);
    expect(downOf(rig)).toMatchObject({ evidence: 'modelled', bytes: 103_000, low: 95_000, high: 123_000 });
  });

  it('is exactly that of its cache entry, where it was not encoded', async () => {
    const rig = createMeterRig();
    rig.kept.set(`${ORIGIN}/tiles`, { decoded: 70_001, gzipShare: 0.25 });
    fetched(rig, { headers: [] });
    await runLookups(rig);
    expect(rig.posts.reduce((sum, { body }) => sum + body.down, 0)).toBe(70_001);
    expect(downOf(rig)).toMatchObject({ evidence: 'observed', bytes: 70_001, low: 70_001, high: 70_001 });
  });

  it('for a worker without a tab, is looked up in any page of its origin', async () => {
    const rig = createMeterRig();
    fetched(rig, { tabId: -1, frameId: -1 });
    await runLookups(rig);
    expect(rig.looks).toMatchObject([{ place: { tabId: -1, documentId: null, origin: ORIGIN } }]);
  });

  it('is looked up at once where the document has workers, since it may be left soon', () => {
    const waits: number[] = [];
    const copies = createKeptCopies({
      look: () => Promise.resolve([]),
      found: () => {},
      setTimer: (_, ms) => waits.push(ms),
    });
    const rig = createMeterRig();
    fetched(rig);
    const [posting] = rig.open.all();
    const event = (documentId: string) =>
      request({ url: `${ORIGIN}/tiles`, initiator: ORIGIN, headers: ENCODED, documentId });
    copies.completed(event('first'), posting!);
    copies.beganWorker('second');
    copies.completed(event('second'), posting!);
    expect(waits).toEqual([3000, 0]);
  });

  it('teaches the size of others of its kind', async () => {
    const [taught, untaught] = [createMeterRig(), createMeterRig()];
    for (let n = 0; n < 8; n++) {
      const url = `${ORIGIN}/tiles/${n}`;
      taught.kept.set(url, { decoded: 40_000, gzipShare: 0.2 });
      fetched(taught, { url });
    }
    await runLookups(taught);
    for (const rig of [taught, untaught]) {
      fetched(rig, { url: 'https://data.other.test/tile', id: 'asked' });
      rig.clock.now += 10_000;
      rig.settling.guessAnew(NOON + 10_000);
    }
    const guess = ({ open }: ReturnType<typeof createMeterRig>) =>
      open.all().find(({ host }) => host === 'data.other.test')!.transfer.down.bytes;
    expect(guess(taught)).toBeLessThan(guess(untaught) / 1.5);
  });

  it('is not looked up where a page has reported it meanwhile', async () => {
    const rig = createMeterRig();
    fetched(rig);
    const entries = [timing(`${ORIGIN}/tiles`, 5000, { endedAt: NOON + 1000 })];
    rig.meter.onTiming({ tabId: 1, frameId: 0, entries });
    await runLookups(rig);
    expect(rig.looks).toEqual([]);
  });

  const never: [string, Partial<RequestEvent>][] = [
    ['declares its size', { headers: contentLength(5000) }],
    ['the cache may not store', { headers: [...ENCODED, { name: 'cache-control', value: 'private, No-Store' }] }],
    ['is of another origin', { url: 'https://data.other.test/tiles' }],
    ['the browser itself requested', { initiator: '' }],
    ['came from the cache', { fromCache: true }],
    ['was posted', { method: 'POST' }],
    ['is a part', { status: 206 }],
    ['the browser has counted', { sizes: { request: 100, response: 500 } }],
  ];
  it.each(never)('is not looked up for what %s', async (_, rest) => {
    const rig = createMeterRig();
    fetched(rig, rest);
    await runLookups(rig);
    expect(rig.looks).toEqual([]);
  });

  it('stays a guess where there is no cache entry, and where the answer is impossible', async () => {
    const impossible = { decoded: 900_000_000, gzipShare: 1 };
    for (const copy of [null, 'none', { decoded: -1, gzipShare: 0.5 }, { decoded: 5, gzipShare: 31 }, impossible]) {
      const rig = createMeterRig();
      rig.kept.set(`${ORIGIN}/tiles`, copy);
      fetched(rig);
      const before = rig.total();
      await runLookups(rig);
      expect(rig.looks).toHaveLength(1);
      expect(rig.total()).toEqual(before);
    }
  });

  it('is found by a lookup that costs nothing and counts as no request', async () => {
    const rig = createMeterRig();
    rig.kept.set(`${ORIGIN}/tiles`, { decoded: 400_000, gzipShare: 0.25 });
    fetched(rig);
    rig.later();
    const during = { ...rig.total() };
    fetched(rig, { fromCache: true });
    expect(rig.total()).toEqual(during);
    expect(rig.open.all()).toHaveLength(1);
    await new Promise((done) => setTimeout(done));
    expect(downOf(rig)!.bytes).toBe(103_000);
    // A lookup is one request; the page's own requests count.
    fetched(rig, { fromCache: true });
    expect(rig.open.all()).toHaveLength(2);
  });

  it('is kept where the page requests the same meanwhile and the server confirms it', async () => {
    for (const first of ['look', 'page']) {
      const rig = createMeterRig();
      rig.kept.set(`${ORIGIN}/tiles`, { decoded: 400_000, gzipShare: 0.25 });
      fetched(rig, { tabId: -1, frameId: -1, documentId: null });
      rig.later();
      await new Promise((done) => setTimeout(done));
      const documents = first === 'look' ? ['other', 'page'] : ['page', 'other'];
      for (const documentId of documents) fetched(rig, { fromCache: true, documentId });
      rig.meter.onTiming({ tabId: 1, frameId: 0, entries: [timing(`${ORIGIN}/tiles`, 0, { endedAt: NOON + 1000 })] });
      expect(rig.posts.reduce((sum, { body }) => sum + body.down, 0)).toBe(103_000);
    }
  });

  it('is not looked up in a private window', async () => {
    const rig = createMeterRig();
    fetched(rig, { isPrivate: true });
    fetched(rig, { isPrivate: true, tabId: -1, frameId: -1, documentId: null });
    await runLookups(rig);
    expect(rig.looks).toEqual([]);
  });

  it('is not looked up in a document that never answers, but in others', async () => {
    const rig = createMeterRig();
    rig.silent.add('frozen');
    rig.kept.set(`${ORIGIN}/tiles`, { decoded: 400_000, gzipShare: 0.25 });
    fetched(rig, { documentId: 'frozen' });
    fetched(rig, { documentId: 'frozen' });
    fetched(rig);
    await runLookups(rig);
    expect(rig.looks.map(({ place }) => place.documentId)).toEqual(['frozen', 'page']);
    // After the timeout the next document is asked, and the page's own cache hits are no lookups.
    await runLookups(rig);
    expect(rig.looks.map(({ place }) => place.documentId)).toEqual(['frozen', 'page', 'frozen']);
    await runLookups(rig);
    const before = rig.open.all().length;
    fetched(rig, { documentId: 'frozen', fromCache: true });
    expect(rig.open.all()).toHaveLength(before + 1);
  });

  it('is not taken from a service worker’s response, which does not say how it was compressed', async () => {
    const rig = createMeterRig();
    rig.kept.set(`${ORIGIN}/tiles`, { decoded: 400_000, gzipShare: 0.5 });
    fetched(rig, { tabId: -1, frameId: -1, documentId: null });
    await runLookups(rig);
    const entry = timing(`${ORIGIN}/tiles`, 0, { decoded: 400_000, byWorker: true, endedAt: NOON + 1000 });
    rig.meter.onTiming({ tabId: 1, frameId: 0, entries: [entry] });
    expect(downOf(rig)!.bytes).toBe(206_000);
  });

  it('is looked up for a few at a time, document by document, and not for all of a flood', async () => {
    const rig = createMeterRig();
    for (let n = 0; n < 1000; n++) fetched(rig, { url: `${ORIGIN}/${n}`, documentId: `${n % 2}` });
    rig.later();
    for (let n = 0; n < 30; n++) await new Promise((done) => setTimeout(done));
    const askCounts = (id: string) =>
      rig.looks.filter(({ place }) => place.documentId === id).map(({ asks }) => asks.length);
    for (const id of ['0', '1']) {
      expect(askCounts(id).reduce((sum, one) => sum + one, 0)).toBe(100);
      expect(Math.max(...askCounts(id))).toBe(10);
    }
  });
});
