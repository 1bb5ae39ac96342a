import { expect, test, vi } from 'vitest';
import type { TapReport } from '../../src/core/tap-report.ts';
import type { Counter } from '../../src/page/tap/counter.ts';
import { CHANGED } from '../../src/page/tap/handover.ts';
import { createNews, type News } from '../../src/page/tap/isolated/news.ts';
import { withoutOwnLines } from '../../src/page/tap/isolated/own-lines.ts';
import { addStats } from '../../src/page/tap/isolated/peer-stats.ts';
import { reportOf } from '../../src/page/tap/isolated/report-of.ts';

const counter = (fields: Partial<Counter>): Counter => ({
  __proto__: null,
  id: 1,
  kind: 'fetch',
  url: 'https://www.news.test/a',
  down: 0,
  up: 0,
  downs: 0,
  ups: 0,
  downText: 0,
  upText: 0,
  ...fields,
});

const BASE = 'https://www.news.test/';

/**
 * The tap's book as a document has it, in isolation. `collect`: what it reports; `answers`: whether anything answers.
 */
async function openBook() {
  vi.resetModules();
  const told = vi.fn();
  let text = '';
  let isAnswered = true;
  const send = (type: string, detail?: string) => {
    if (type === CHANGED) return void told();
    text = detail ?? '';
    return isAnswered ? 'heard' : undefined;
  };
  vi.doMock('../../src/page/tap/line.ts', () => ({ send }));
  const book = await import('../../src/page/tap/book.ts');
  vi.doUnmock('../../src/page/tap/line.ts');
  const collectText = (answers = true) => {
    isAnswered = answers;
    book.collect();
    return text;
  };
  const collect = (answers?: boolean) => Object.values(JSON.parse(collectText(answers)) as object) as Counter[];
  return { ...book, told, collect, collectText };
}

test('a book announces many changes once, and collects each counter once', async () => {
  const book = await openBook();
  const one = book.open('fetch', 'https://a.test/');
  const two = book.open('websocket', 'wss://a.test/');
  for (let i = 0; i < 1000; i++) book.touch(one);
  book.touch(two);
  expect(book.told).toHaveBeenCalledTimes(1);
  expect(book.collect().map(({ id, kind }) => [id, kind])).toEqual([
    [one.id, 'fetch'],
    [two.id, 'websocket'],
  ]);
  expect(book.collect()).toEqual([]);
  book.touch(two);
  expect(book.told).toHaveBeenCalledTimes(2);
  expect(book.collect()).toHaveLength(1);
});

test('a book keeps what nothing has acknowledged', async () => {
  const book = await openBook();
  const one = book.open('websocket', 'wss://a.test/');
  book.count(one, 'down', null, 10);
  expect(book.collect(false)).toMatchObject([{ down: 10 }]);
  book.count(one, 'down', null, 10);
  expect(book.collect()).toMatchObject([{ down: 20 }]);
  expect(book.collect()).toEqual([]);
});

test('a flooded book keeps the first entries, and recovers', async () => {
  const book = await openBook();
  for (let i = 0; i < 100_000; i++) book.touch(book.open('beacon', 'https://a.test/'));
  const collected = book.collect();
  expect(collected).toHaveLength(500);
  expect(collected[0]!.id).toBe(1);
  const next = book.open('beacon', 'https://a.test/');
  book.touch(next);
  expect(book.collect()).toMatchObject([{ id: next.id }]);
});

test('what a page puts on Object.prototype does not reach the collected text', async () => {
  const book = await openBook();
  const prototype = Object.prototype as { toJSON?: unknown };
  prototype.toJSON = () => 'seen';
  try {
    book.touch(book.open('fetch', 'https://a.test/'));
    expect(book.collectText()).toContain('"url":"https://a.test/"');
  } finally {
    delete prototype.toJSON;
  }
});

/** Takes the news, and acknowledges them by returning. */
const takeFrom = (news: News) => {
  let taken: TapReport[] = [];
  news.take((reports) => (taken = reports));
  return taken;
};

test('news that could not be delivered stay news, the end of a stream too', () => {
  const news = createNews(
    (one) => reportOf(one, 5, BASE),
    () => {},
  );
  news.tell(counter({ id: 1, down: 10 }));
  expect(takeFrom(news)).toHaveLength(1);
  news.tell(counter({ id: 1, down: 20, over: true }));
  const breakOff = () => {
    throw new Error('broken off');
  };
  expect(() => news.take(breakOff)).toThrow('broken off');
  expect(takeFrom(news)).toMatchObject([{ read: 20, done: true }]);
  expect(takeFrom(news)).toEqual([]);
});

test('the end of a stream is news if the stream was reported before, or nothing else tells its size', () => {
  const news = createNews(
    (one) => reportOf(one, 5, BASE),
    () => {},
  );
  const take = () => takeFrom(news).map((report) => report.id);
  news.tell(counter({ id: 1, down: 10, over: true }));
  news.tell(counter({ id: 2, down: 10, over: true, hidden: true }));
  news.tell(counter({ id: 3, down: 10 }));
  expect(take()).toEqual([2, 3]);
  news.tell(counter({ id: 3, down: 20, over: true }));
  expect(take()).toEqual([3]);
  news.tell(counter({ id: 3, down: 20, over: true }));
  expect(take()).toEqual([]);
});

test('news of a flood are bounded, and continue', () => {
  const news = createNews(
    (one) => reportOf(one, 5, BASE),
    () => {},
  );
  for (let id = 1; id <= 10_000; id++) news.tell(counter({ id, up: 1 }));
  news.tell(counter({ id: 1, up: 2 }));
  const reports = takeFrom(news);
  expect(reports).toHaveLength(500);
  expect(reports[0]).toMatchObject({ id: 1, bytes: 2 });
  news.tell(counter({ id: 10_001, up: 1 }));
  expect(takeFrom(news)).toHaveLength(1);
});

test('whatever a page gives as method or address, a report contains text', () => {
  const odd = counter({ up: 3, note: 5 as never, url: { toString: () => 'x' } as never });
  expect(reportOf(odd, 5, BASE)).toMatchObject({ method: '5', url: `${BASE}x` });
});

test('a page’s address is made absolute, and an invalid one becomes empty', () => {
  const urlOf = (url: string) => (reportOf(counter({ kind: 'websocket', url }), 5, BASE) as { url: string }).url;
  expect(['/a?b#c', '//cdn.test/x', 'https://other.test', 'http://['].map(urlOf)).toEqual([
    `${BASE}a?b`,
    'https://cdn.test/x',
    'https://other.test/',
    '',
  ]);
});

test('a report’s kind is its counter’s', () => {
  const of = (fields: Partial<Counter>) => reportOf(counter(fields), 5, BASE);
  expect(of({ up: 3, note: 'post', over: true, url: 'https://a.test/#b' })).toEqual({
    kind: 'body',
    id: 1,
    url: 'https://a.test/',
    method: 'POST',
    by: 'fetch',
    bytes: 3,
    done: true,
    at: 5,
  });
  expect(of({ kind: 'eventsource', down: 3 })).toMatchObject({
    kind: 'stream',
    by: 'eventsource',
    read: 3,
    hidden: true,
  });
  expect(of({ kind: 'websocket', note: 'permessage-deflate; client_max_window_bits' })).toMatchObject({
    compressed: true,
  });
  expect(of({ kind: 'webtransport', downs: 2, ups: 1 })).toMatchObject({
    datagramsDown: 2,
    datagramsUp: 1,
    closed: false,
  });
  expect(of({ kind: 'webrtc', downs: 2, over: true })).toMatchObject({ kind: 'webrtc', packetsDown: 2, closed: true });
});

test('of a peer connection’s statistics the complete level counts, and nothing shrinks', () => {
  const stats = (...all: object[]) => ({ values: () => all.values() as Iterator<{ type: string }> });
  const peer = counter({ kind: 'webrtc' });
  addStats(
    peer,
    stats(
      { type: 'transport' },
      { type: 'candidate-pair', bytesReceived: 500, bytesSent: 70 },
      { type: 'candidate-pair', bytesReceived: 100 },
      { type: 'inbound-rtp', bytesReceived: 300, headerBytesReceived: 50, packetsReceived: 4 },
      { type: 'remote-inbound-rtp', bytesReceived: 9999 },
      { type: 'data-channel', bytesSent: 80, messagesSent: 2 },
    ),
  );
  // Of 600 bytes, media and its four packets are 414; the others came in three.
  expect(peer).toMatchObject({ down: 600, up: 80, downs: 7, ups: 2 });
  addStats(peer, stats({ type: 'transport', bytesReceived: 10 }));
  expect(peer).toMatchObject({ down: 600, up: 80 });
});

test("a stack trace loses the extension's lines, and no others", () => {
  const v8 =
    'TypeError: x\n    at f (https://a.test/:1:2)\n    at Object.apply (chrome-extension://abc/tap.js:1:2)\n    at g (https://a.test/:3:4)';
  expect(withoutOwnLines(v8)).toBe('TypeError: x\n    at f (https://a.test/:1:2)\n    at g (https://a.test/:3:4)');
  expect(withoutOwnLines('apply@<anonymous code>:3:628\n@https://a.test/:3:32\n')).toBe('@https://a.test/:3:32\n');
});
