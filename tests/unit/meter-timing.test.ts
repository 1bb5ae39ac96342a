import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { known } from '../../src/core/body-size.ts';
import { addCells } from '../../src/core/cell.ts';
import type { RequestEvent } from '../../src/core/request-event.ts';
import { cellOf } from '../../src/core/transfer.ts';
import { createMeterRig, timing } from './support/meter-rig.ts';
import { contentLength, NOON, request } from './support/request.ts';

const URL = 'https://cdn.test/a.js';
const rigWith = (...events: Partial<RequestEvent>[]) => {
  const rig = createMeterRig();
  for (const event of events) rig.meter.onRequest(request(event));
  return rig;
};
const report = (rig: ReturnType<typeof createMeterRig>, ...entries: ReturnType<typeof timing>[]) =>
  rig.meter.onTiming({ tabId: 1, frameId: 0, entries });

describe('a document’s timeline', () => {
  it('makes a guess exact, and leaves nothing open', () => {
    const rig = rigWith({});
    const { transfer } = [...rig.opened.values()][0]!;
    report(rig, timing(URL, 123_456));
    expect(rig.total()).toEqual(cellOf({ ...transfer, down: known(123_456, 'exact'), up: known(0, 'exact') }));
    expect(rig.total().measured).toBe(rig.total().down + rig.total().up);
    expect(rig.opened.size).toBe(0);
  });

  it('corrects a posting once', () => {
    const rig = rigWith({});
    report(rig, timing(URL, 123_456), timing(URL, 999_999));
    const once = rigWith({});
    report(once, timing(URL, 123_456));
    expect(rig.total()).toEqual(once.total());
  });

  it('distinguishes a revalidated cache entry, which costs its heads, from a cache hit', () => {
    const rig = rigWith({ status: 204 }, { fromCache: true, headers: contentLength(5_000_000) });
    const before = rig.total();
    expect(before.requests).toBe(1);
    report(rig, timing(URL, 0));
    const after = rig.total();
    expect(after.requests).toBe(2);
    expect(after.down - before.down).toBeGreaterThan(50);
    expect(after.down - before.down).toBeLessThan(1000);
  });

  it('knows a redirected resource by the address that was requested', () => {
    const rig = rigWith(
      { phase: 'redirected', id: 'r', status: 302, url: 'https://cdn.test/old.js' },
      { id: 'r', url: 'https://edge.test/new.js' },
    );
    report(rig, timing('https://cdn.test/old.js', 100_000));
    expect(rig.opened.size).toBe(0);
    expect(rig.total().down).toBeGreaterThan(100_000);
  });

  it('knows a redirected document by its final address', () => {
    const page = { id: 'd', type: 'main_frame', initiator: '' };
    const rig = rigWith(
      { ...page, phase: 'redirected', status: 301, url: 'http://news.test/' },
      { ...page, url: 'https://www.news.test/' },
    );
    report(rig, timing('https://www.news.test/', 300_000));
    expect(rig.opened.size).toBe(0);
    expect(rig.total().down).toBeGreaterThan(300_000);
  });

  it('keeps no entry of a declared response for a later cache hit', () => {
    const rig = rigWith({ headers: contentLength(500_000) });
    report(rig, timing(URL, 500_000));
    const once = rig.total();
    rig.meter.onRequest(request({ at: NOON + 3000, fromCache: true, headers: contentLength(500_000) }));
    expect(rig.total()).toEqual(once);
  });

  it('does not correct an earlier cache hit by the entry of a declared response', () => {
    const rig = rigWith(
      { status: 204, url: 'https://cdn.test/x' },
      { fromCache: true, headers: contentLength(500_000) },
      { at: NOON + 3000, headers: contentLength(500_000) },
    );
    const once = rig.total();
    report(rig, timing(URL, 500_000, { endedAt: NOON + 3000 }));
    expect(rig.total()).toEqual(once);
  });

  it('says nothing of a failed request, and a retry is settled by its own entry', () => {
    const failed = { phase: 'failed', status: 0 } as const;
    const rig = rigWith(failed);
    report(rig, timing(URL, 0));
    rig.meter.onRequest(request({ at: NOON + 2000 }));
    report(rig, timing(URL, 300_000, { endedAt: NOON + 2000 }));
    const expected = rigWith(failed, { at: NOON + 2000, headers: contentLength(300_000) });
    expect(Math.abs(rig.total().down - expected.total().down)).toBeLessThan(60);
  });

  it('tells how much had arrived when the network failed, but nothing of a cancelled response', () => {
    const cost = (isGivenUp: boolean) => {
      const rig = rigWith({ phase: 'failed', status: 0, isGivenUp });
      report(rig, timing(URL, 40_000));
      return rig.total().down;
    };
    expect(cost(false)).toBeGreaterThan(40_000);
    expect(cost(true)).toBeLessThan(8000);
  });

  it('says nothing of what the browser’s own viewer receives', () => {
    const headers = [{ name: 'content-type', value: 'application/pdf' }];
    const rig = rigWith({ type: 'sub_frame', headers }, { type: 'xmlhttprequest', url: `${URL}?read`, headers });
    const guess = rig.total();
    report(rig, timing(URL, 0));
    expect(rig.total()).toEqual(guess);
    report(rig, timing(`${URL}?read`, 700_000));
    expect(rig.total().down).toBeGreaterThan(guess.down + 600_000);
  });

  it.each(['before', 'after'])(
    'of a document without an address tells what was requested in another document’s name, %s the request',
    (when) => {
      const rig = rigWith();
      const tell = (rest = {}) => rig.meter.onTiming({ tabId: 1, frameId: 7, entries: [timing(URL, 123_456, rest)] });
      if (when === 'before') tell({ isBlank: true });
      rig.meter.onRequest(request());
      if (when === 'after') tell({ isBlank: true });
      const { down } = rig.total();
      expect(rig.opened.size).toBe(0);
      rig.meter.onTiming({ tabId: 2, frameId: 7, entries: [timing(URL, 9_000_000, { isBlank: true })] });
      rig.meter.onRequest(request());
      expect(rig.total().down).toBeLessThan(down + 200_000);
    },
  );

  it('of a prefetched page tells what the prefetch cost, and that the navigation cost nothing', () => {
    const page = { url: 'https://www.shop.test/', initiator: '' };
    const rig = rigWith({ ...page, type: 'other' }, { ...page, type: 'main_frame', at: NOON + 60_000 });
    report(rig, timing(page.url, 80_000, { isAhead: true, endedAt: NOON + 60_000 }));
    expect(rig.total()).toMatchObject({ requests: 1, measured: rig.total().down + rig.total().up });
    expect(rig.total().down).toBeGreaterThan(80_000);
    expect(rig.total().down).toBeLessThan(95_000);
    // Counted for the page that prefetched it.
    expect(rig.ofSite('news.test')).toEqual(rig.total());
    expect(rig.opened.size).toBe(0);
  });

  it('teaches the size of the next one of its kind', () => {
    const rig = rigWith();
    const guessed = () => {
      const before = rig.total().down;
      rig.meter.onRequest(request({ url: 'https://cdn.test/next.js' }));
      return rig.total().down - before;
    };
    const first = guessed();
    for (let i = 0; i < 20; i++) {
      rig.meter.onRequest(request({ url: `https://cdn.test/${i}.js` }));
      report(rig, timing(`https://cdn.test/${i}.js`, 400_000));
    }
    expect(first).toBeLessThan(50_000);
    expect(guessed()).toBeGreaterThan(350_000);
  });

  it('of another frame, tab or time corrects nothing', () => {
    const rig = rigWith({});
    const before = rig.total();
    rig.meter.onTiming({ tabId: 1, frameId: 3, entries: [timing(URL, 1)] });
    rig.meter.onTiming({ tabId: 2, frameId: 0, entries: [timing(URL, 1)] });
    report(rig, timing(`${URL}?b`, 1), timing(URL, 1, { endedAt: NOON + 60_000 }));
    expect(rig.total()).toEqual(before);
  });

  it('tells the size of what the browser requested before it knew the tab, for the same site only', () => {
    const rig = rigWith({ tabId: -1, frameId: -1, isTopFrame: false });
    const { transfer } = [...rig.opened.values()][0]!;
    const before = rig.total();
    report(rig, timing(`${URL}?other`, 1));
    expect(rig.total()).toEqual(before);
    report(rig, timing(URL, 123_456));
    expect(rig.total()).toEqual(cellOf({ ...transfer, down: known(123_456, 'exact'), up: known(0, 'exact') }));
    expect(rig.opened.size).toBe(0);
    const other = rigWith({ tabId: -1, frameId: -1, isTopFrame: false, initiator: 'https://other.test' });
    const untold = other.total();
    report(other, timing(URL, 123_456));
    expect(other.total()).toEqual(untold);
  });

  describe('of a page with a service worker', () => {
    const encoded = {
      ...{ tabId: -1, frameId: -1, isTopFrame: false },
      headers: [{ name: 'content-encoding', value: 'br' }],
    };
    const brought = (decoded: number) => timing(URL, 0, { decoded, byWorker: true });

    it('tells what the worker fetched for it, by decoded size', () => {
      const rig = rigWith(encoded);
      const { high } = rig.total();
      report(rig, brought(1_000_000));
      const { down, low, high: after } = rig.total();
      expect(Math.abs(down - 280_000)).toBeLessThan(30_000);
      expect(low).toBeGreaterThan(100_000);
      expect(after).not.toBe(high);
    });

    it('tells nothing of another site’s worker, of an older fetch, nor of cache hits', () => {
      const others = [{ initiator: 'https://www.other.test' }, { at: NOON - 60_000 }, { fromCache: true }];
      for (const other of others) {
        const rig = rigWith({ ...encoded, ...other });
        const before = rig.total();
        report(rig, brought(1_000_000));
        expect(rig.total()).toEqual(before);
      }
    });
  });

  it('settles 20 requests of one address, each with its own entry', () => {
    const bodies = Array.from({ length: 20 }, (_, i) => 1000 * (i + 1));
    const events = bodies.map((_, i) => ({ at: NOON + i * 5 }));
    const rig = rigWith({ status: 204 }, ...events);
    expect(rig.opened.size).toBe(20);
    report(rig, ...bodies.map((body, i) => timing(URL, body, { endedAt: NOON + i * 5 })).reverse());
    expect(rig.opened.size).toBe(0);
    const declared = rigWith(
      { status: 204 },
      ...events.map(({ at }, i) => ({ at, headers: contentLength(bodies[i]!) })),
    );
    // Only their response heads differ, by one header.
    expect(Math.abs(rig.total().down - declared.total().down)).toBeLessThan(20 * 60);
    expect(rig.total().requests).toBe(21);
  });

  it('yields the same as posting the truth at once, in whatever order timing and completion come', () => {
    const responses = fc.array(fc.record({ body: fc.nat(3_000_000), late: fc.integer({ min: -900, max: 900 }) }), {
      minLength: 1,
      maxLength: 12,
    });
    const steps = responses.chain((all) =>
      fc.record({
        all: fc.constant(all),
        order: fc.shuffledSubarray(
          all.flatMap((_, i) => [`completed ${i}`, `timing ${i}`]),
          { minLength: all.length * 2 },
        ),
      }),
    );
    fc.assert(
      fc.property(steps, ({ all, order }) => {
        const url = (i: number) => `https://cdn.test/${i}.js`;
        const run = (sequence: string[]) => {
          const rig = rigWith({ status: 204 });
          const first = rig.total();
          const truths = new Map<string, Parameters<typeof cellOf>[0]>();
          let at = NOON;
          for (const step of sequence) {
            const i = Number(step.split(' ')[1]);
            if (step.startsWith('timing')) report(rig, timing(url(i), all[i]!.body, { endedAt: NOON + all[i]!.late }));
            // Apart: responses without a pause between them share packets, which the order would change.
            else rig.meter.onRequest(request({ url: url(i), at: (at += 20) }));
            for (const { id, transfer } of rig.opened.values())
              truths.set(id, { ...transfer, down: known(all[i]!.body, 'exact'), up: known(0, 'exact') });
          }
          expect(rig.opened.size).toBe(0);
          return { total: rig.total(), first, truths };
        };
        const completionsFirst = all.flatMap((_, i) => [`completed ${i}`, `timing ${i}`]);
        const { total, first, truths } = run(completionsFirst);
        expect(run(order).total).toEqual(total);
        expect([...truths.values()].map(cellOf).reduce(addCells, first)).toEqual(total);
      }),
      { numRuns: 50 },
    );
  });
});
