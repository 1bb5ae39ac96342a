import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TimingEntry } from '../../src/core/request-event.ts';
import { observeTimeline } from '../../src/page/observer.ts';

type Timing = Partial<PerformanceResourceTiming>;

const resource = (rest: Timing = {}): Timing => ({
  name: 'https://cdn.test/a.js',
  transferSize: 1300,
  encodedBodySize: 1000,
  responseEnd: 50,
  responseStart: 20,
  ...rest,
});

/** A page's document whose timeline the test controls. */
function openPage(readyState: 'loading' | 'complete' = 'loading', navigation: Timing[] = []) {
  const listeners = new Map<string, Set<() => void>>();
  const page = { pending: [] as Timing[], navigation, notify: (_: Timing[]) => {} };
  vi.stubGlobal(
    'PerformanceObserver',
    class {
      constructor(callback: (list: { getEntries(): Timing[] }) => void) {
        page.notify = (entries) => callback({ getEntries: () => entries });
      }
      observe = vi.fn();
      takeRecords = () => page.pending.splice(0);
    },
  );
  vi.stubGlobal('document', { readyState });
  const openedAt = Date.now();
  const now = () => 200 + Date.now() - openedAt;
  vi.stubGlobal('performance', { timeOrigin: 1_000_000, now, getEntriesByType: () => page.navigation });
  vi.stubGlobal('addEventListener', (type: string, listener: () => void) =>
    listeners.set(type, (listeners.get(type) ?? new Set()).add(listener)),
  );
  const sent: TimingEntry[][] = [];
  const waits: (number | undefined)[] = [];
  const send = vi.fn(({ entries, waitMs }: { entries: TimingEntry[]; waitMs?: number }) => {
    sent.push(entries);
    waits.push(waitMs);
  });
  observeTimeline(send);
  return {
    sent,
    send,
    waits,
    page,
    listeners,
    fire: (type: string) => listeners.get(type)?.forEach((listener) => listener()),
  };
}

describe('the observer', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('reports a resource’s body size, when it ended, and how long it took', () => {
    const { page, sent } = openPage();
    page.notify([resource({ name: 'https://cdn.test/a.js#part' })]);
    expect(sent).toEqual([]);
    vi.runAllTimers();
    expect(sent).toEqual([[{ url: 'https://cdn.test/a.js', body: 1000, endedAt: 1_000_050, ms: 30 }]]);
  });

  it('reports the shortest wait among its entries', () => {
    const { page, waits } = openPage();
    const waited = (ms: number) => resource({ requestStart: 5, responseStart: 5 + ms, workerStart: 0 });
    page.notify([waited(9), waited(3), resource({ ...waited(1), transferSize: 0 })]);
    vi.runAllTimers();
    page.notify([waited(12)]);
    vi.runAllTimers();
    page.notify([resource()]);
    vi.runAllTimers();
    expect(waits).toEqual([3, 12, undefined]);
  });

  it('sends together what came together', () => {
    const { page, sent } = openPage();
    page.notify([resource()]);
    page.notify([resource({ name: 'https://cdn.test/b.js' })]);
    vi.runAllTimers();
    expect(sent.map((entries) => entries.map(({ url }) => url))).toEqual([
      ['https://cdn.test/a.js', 'https://cdn.test/b.js'],
    ]);
    page.notify(Array.from({ length: 1200 }, () => resource()));
    vi.runAllTimers();
    expect(sent.slice(1).map((entries) => entries.length)).toEqual([500, 500, 200]);
  });

  it('waits while more comes, though not for long', () => {
    const { page, sent } = openPage();
    for (let n = 0; n < 12; n++) {
      page.notify([resource()]);
      vi.advanceTimersByTime(100);
    }
    expect(sent.map((entries) => entries.length)).toEqual([6, 6]);
    page.notify([resource()]);
    vi.advanceTimersByTime(149);
    expect(sent).toHaveLength(2);
    vi.advanceTimersByTime(1);
    expect(sent).toHaveLength(3);
  });

  it('reports a prefetched document, whose response has no end', () => {
    const ahead = { responseEnd: 0, responseStart: 20, deliveryType: 'navigational-prefetch' };
    const { sent } = openPage('complete', [resource({ name: 'https://www.news.test/', ...ahead })]);
    vi.runAllTimers();
    expect(sent).toEqual([[{ url: 'https://www.news.test/', body: 1000, isAhead: true, endedAt: 1_000_020, ms: 0 }]]);
  });

  it('marks entries of a document without an address, whatever was written into it', () => {
    const { page, sent } = openPage('complete', [resource({ name: 'about:blank', responseEnd: 0 })]);
    page.notify([resource()]);
    vi.runAllTimers();
    expect(sent).toEqual([[expect.objectContaining({ url: 'https://cdn.test/a.js', isBlank: true })]]);
  });

  it('leaves out cache hits, hidden sizes and what is not of the web', () => {
    const { page, sent } = openPage();
    page.notify([
      resource({ transferSize: 0, encodedBodySize: 1000 }),
      resource({ transferSize: 0, encodedBodySize: 0 }),
      resource({ name: 'data:image/png;base64,x' }),
      resource({ name: 'blob:https://news.test/1' }),
    ]);
    vi.runAllTimers();
    expect(sent).toEqual([]);
  });

  it('reports what a service worker fetched for the page by decoded size, and nothing that it had stored', () => {
    const { page, sent } = openPage();
    const brought = { workerStart: 10, transferSize: 0, encodedBodySize: 9000, decodedBodySize: 9000 };
    page.notify([
      resource({ ...brought, ...{ deliveryType: '' } }),
      resource({ ...brought, ...{ deliveryType: 'cache-storage' } }),
      resource({ ...brought, workerStart: 0 }),
    ]);
    vi.runAllTimers();
    expect(sent.flat()).toMatchObject([{ body: 0, decoded: 9000, byWorker: true }]);
  });

  it('reports a revalidated cache entry with a body of 0', () => {
    const { page, sent } = openPage();
    page.notify([resource({ transferSize: 300, encodedBodySize: 5000 })]);
    vi.runAllTimers();
    expect(sent[0]![0]!.body).toBe(0);
  });

  it('reports a document that was complete before it is observed', () => {
    const { sent } = openPage('complete', [resource({ name: 'https://news.test/' })]);
    vi.runAllTimers();
    expect(sent.flat()).toMatchObject([{ url: 'https://news.test/', body: 1000 }]);
  });

  it('reports the document itself once, when it is complete', () => {
    const { page, sent, fire } = openPage();
    page.navigation = [resource({ name: 'https://www.news.test/#top', transferSize: 20_300 })];
    vi.runAllTimers();
    expect(sent).toEqual([]);
    fire('load');
    vi.runAllTimers();
    fire('pagehide');
    vi.runAllTimers();
    expect(sent.flat().map(({ url, body }) => [url, body])).toEqual([['https://www.news.test/', 20_000]]);
  });

  it('reports the document at once where it started too late to see it load', () => {
    const { page, sent, fire } = openPage('complete');
    vi.runAllTimers();
    expect(sent).toEqual([]);
    page.navigation = [resource({ responseEnd: 0 })];
    fire('pagehide');
    expect(sent).toEqual([]);
    page.navigation = [resource()];
    fire('pagehide');
    expect(sent).toHaveLength(1);
  });

  it.each(['beforeunload', 'pagehide'])('sends what is left at %s, without waiting', (type) => {
    const { page, sent, fire } = openPage();
    page.notify([resource()]);
    page.pending = [resource({ name: 'https://cdn.test/last.js' })];
    fire(type);
    expect(sent.flat().map(({ url }) => url)).toEqual(['https://cdn.test/a.js', 'https://cdn.test/last.js']);
    vi.runAllTimers();
    expect(sent.flat()).toHaveLength(2);
  });

  it('sends again what was interrupted, once', () => {
    const { page, sent, send, fire } = openPage();
    page.notify(Array.from({ length: 600 }, (_, n) => resource({ name: `https://cdn.test/${n}.js` })));
    send.mockImplementationOnce(({ entries }) => void sent.push(entries));
    send.mockImplementationOnce(() => {
      throw new Error('the process ends');
    });
    expect(() => fire('beforeunload')).toThrow('the process ends');
    fire('pagehide');
    expect(sent.map((entries) => entries.length)).toEqual([500, 100]);
    expect(new Set(sent.flat().map(({ url }) => url)).size).toBe(600);
  });

  it('sends what is left of a document that was rewritten', () => {
    const { page, sent, listeners, fire } = openPage();
    listeners.clear(); // as document.open() does
    page.notify([resource()]);
    fire('pagehide');
    expect(sent).toHaveLength(1);
  });
});
