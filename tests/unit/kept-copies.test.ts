import { describe, expect, it } from 'vitest';
import { createKeptCopies } from '../../src/background/kept-copies.ts';
import type { RequestEvent } from '../../src/core/request-event.ts';
import { createMeterRig, timing } from './support/meter-rig.ts';
import { contentLength, NOON, request } from './support/request.ts';

const ORIGIN = 'https://www.news.test';
const ENCODED = [{ name: 'content-encoding', value: 'gzip' }];
let ids = 0;

/** A worker's fetch of its page's own origin, that took a second. */
function fetched(rig: ReturnType<typeof createMeterRig>, rest: Partial<RequestEvent> = {}): void {
  const one: Partial<RequestEvent> = {
    ...{ url: `${ORIGIN}/tiles`, type: 'xmlhttprequest', initiator: ORIGIN, headers: ENCODED, id: `kept ${ids++}` },
    ...rest,
  };
  rig.meter.onRequest(request({ ...one, phase: 'started' }));
  rig.meter.onRequest(request({ at: NOON + 1000, ...one }));
}

const looked = async (rig: ReturnType<typeof createMeterRig>) => {
  rig.later();
  await new Promise((done) => setTimeout(done));
};

const downOf = (rig: ReturnType<typeof createMeterRig>) => rig.open.all()[0]?.transfer.down;

describe('what no page tells the size of', () => {
  it('is what the cache has kept of it, packed as it came', async () => {
    const rig = createMeterRig();
    rig.kept.set(`${ORIGIN}/tiles`, { decoded: 400_000, gzipShare: 0.25 });
    fetched(rig);
    await looked(rig);
    expect(rig.looks).toEqual([{ place: { tabId: 1, frameId: 0, origin: ORIGIN }, urls: [`${ORIGIN}/tiles`] }]);
    expect(downOf(rig)).toMatchObject({ evidence: 'modelled', bytes: 103_000, low: 95_000, high: 123_000 });
  });

  it('is what the cache has kept, to the byte, where it came as it is', async () => {
    const rig = createMeterRig();
    rig.kept.set(`${ORIGIN}/tiles`, { decoded: 70_001, gzipShare: 0.25 });
    fetched(rig, { headers: [] });
    await looked(rig);
    expect(rig.total().down).toBeGreaterThan(70_001);
    expect(rig.total().low).toBeGreaterThan(70_001);
  });

  it('is looked for of a worker of no tab in any page of its origin', async () => {
    const rig = createMeterRig();
    fetched(rig, { tabId: -1, frameId: -1 });
    await looked(rig);
    expect(rig.looks).toMatchObject([{ place: { tabId: -1, frameId: -1, origin: ORIGIN } }]);
  });

  it('is looked for at once where the document has workers, and which may be left soon', () => {
    const waits: number[] = [];
    const copies = createKeptCopies({
      look: () => Promise.resolve([]),
      found: () => {},
      setTimer: (_, ms) => waits.push(ms),
    });
    const rig = createMeterRig();
    fetched(rig);
    const [posting] = rig.open.all();
    const event = (frameId: number) =>
      request({ url: `${ORIGIN}/tiles`, initiator: ORIGIN, headers: ENCODED, frameId });
    copies.completed(event(0), posting!);
    copies.hasWorkers(1, 3);
    copies.completed(event(3), posting!);
    copies.completed(event(3), posting!);
    expect(waits).toEqual([1000, 0]);
  });

  it('teaches what others of its kind weigh', async () => {
    const [taught, untaught] = [createMeterRig(), createMeterRig()];
    for (let n = 0; n < 8; n++) {
      const url = `${ORIGIN}/tiles/${n}`;
      taught.kept.set(url, { decoded: 40_000, gzipShare: 0.2 });
      fetched(taught, { url });
    }
    await looked(taught);
    for (const rig of [taught, untaught]) {
      fetched(rig, { url: 'https://data.other.test/tile', id: 'asked' });
      rig.clock.now += 10_000;
      rig.settling.guessAnew(NOON + 10_000);
    }
    const guess = ({ open }: ReturnType<typeof createMeterRig>) =>
      open.all().find(({ host }) => host === 'data.other.test')!.transfer.down.bytes;
    expect(guess(taught)).toBeLessThan(guess(untaught) / 1.5);
  });

  it('is not looked for where a page has told of it meanwhile', async () => {
    const rig = createMeterRig();
    fetched(rig);
    const entries = [timing(`${ORIGIN}/tiles`, 5000, { endedAt: NOON + 1000 })];
    rig.meter.onTiming({ tabId: 1, frameId: 0, entries });
    await looked(rig);
    expect(rig.looks).toEqual([]);
  });

  const never: [string, Partial<RequestEvent>][] = [
    ['declares its size', { headers: contentLength(5000) }],
    ['no cache may keep', { headers: [...ENCODED, { name: 'cache-control', value: 'private, No-Store' }] }],
    ['is of another origin', { url: 'https://data.other.test/tiles' }],
    ['the browser itself asked for', { initiator: '' }],
    ['came from the cache', { fromCache: true }],
    ['was posted', { method: 'POST' }],
    ['is a part', { status: 206 }],
    ['the browser has counted', { sizes: { request: 100, response: 500 } }],
  ];
  it.each(never)('is not looked for of what %s', async (_, rest) => {
    const rig = createMeterRig();
    fetched(rig, rest);
    await looked(rig);
    expect(rig.looks).toEqual([]);
  });

  it('stays a guess where nothing was kept, and where what is told can be no copy', async () => {
    const impossible = { decoded: 900_000_000, gzipShare: 1 };
    for (const copy of [null, 'none', { decoded: -1, gzipShare: 0.5 }, { decoded: 5, gzipShare: 2 }, impossible]) {
      const rig = createMeterRig();
      rig.kept.set(`${ORIGIN}/tiles`, copy);
      fetched(rig);
      const before = rig.total();
      await looked(rig);
      expect(rig.looks).toHaveLength(1);
      expect(rig.total()).toEqual(before);
    }
  });

  it('is found by a look that costs nothing and is no request', async () => {
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
    // Once it is over, the page's own are its own again.
    rig.later();
    fetched(rig, { fromCache: true });
    expect(rig.open.all()).toHaveLength(2);
  });

  it('is looked for document by document, and not in all that a page floods with', async () => {
    const rig = createMeterRig();
    for (let n = 0; n < 1000; n++) fetched(rig, { url: `${ORIGIN}/${n}`, frameId: n % 2 });
    await looked(rig);
    expect(rig.looks.map(({ place, urls }) => [place.frameId, urls.length])).toEqual([
      [0, 100],
      [1, 100],
    ]);
  });
});
