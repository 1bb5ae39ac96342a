import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CHANGED, COLLECT, COUNTERS } from '../../src/page/tap/handover.ts';
import { openLineBetween } from './support/open-line.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

type Line = Awaited<ReturnType<typeof openLineBetween>>;

const fetched = ({ book }: Line, down: number) => {
  const counter = book.open('webtransport', 'https://www.chat.test/');
  book.count(counter, 'down', null, down);
};
const downs = ({ reports }: Line) => reports.map((report) => 'down' in report && report.down);

it('the tap’s port reports changes a little later, and once', async () => {
  const line = await openLineBetween();
  fetched(line, 10);
  vi.runAllTimers();
  expect(downs(line)).toEqual([10]);
  for (const how of ['beforeunload', 'pagehide', 'visibilitychange'] as const) line.leave(how);
  expect(downs(line)).toEqual([10]);
  fetched(line, 20);
  vi.runAllTimers();
  expect(downs(line)).toEqual([10, 20]);
});

it.each([
  ['before the tap answers', COLLECT],
  ['during its answer', COUNTERS],
  ['when the tap announces a change', CHANGED],
])('the tap’s port loses nothing where the browser aborts what runs %s', async (_, at) => {
  const line = await openLineBetween();
  line.breakOff(at);
  fetched(line, 10);
  line.leave('pagehide');
  expect(downs(line)).toEqual([10]);
});

it('players are reported also where the browser counts by itself, as it leaves out what it receives behind them', async () => {
  class Player {
    static NETWORK_IDLE = 1;
    networkState = 1;
    currentSrc = 'https://www.chat.test/film.mp4';
    duration = 60;
    buffered = { length: 1, start: () => 0, end: () => 5 };
  }
  vi.stubGlobal('HTMLMediaElement', Player);
  const line = await openLineBetween();
  line.hear(Object.defineProperty(new Event('suspend'), 'target', { value: new Player() }));
  expect(line.reports).toMatchObject([{ kind: 'media', duration: 60, buffered: [[0, 5]] }]);
});
