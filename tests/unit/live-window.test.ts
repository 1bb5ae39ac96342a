import { expect, test } from 'vitest';
import { EMPTY_CELL } from '../../src/core/cell.ts';
import { createLiveWindow } from '../../src/ui/dashboard/live/live-window.ts';

const START = 1_700_000_000_000;
const flow = (second: number, bytes: number, site = 'a.test') => ({
  ...{ at: START + 1000 * second, site, host: site, kind: 'image' },
  cell: { ...EMPTY_CELL, down: bytes },
  body: { down: bytes, up: 0 },
});
const minute = (bytes: number) => Array.from({ length: 60 }, () => bytes);

test('the sites of a minute add up to the minute, second by second', () => {
  const live = createLiveWindow(START);
  for (let second = 0; second < 90; second++) {
    live.add(flow(second, 100, second % 2 ? 'a.test' : 'b.test'));
    const { bytes, sites, seconds } = live.view(START + 1000 * second + 999);
    expect(sites.reduce((sum, one) => sum + one.bytes, 0)).toBe(bytes);
    expect(seconds).toHaveLength(60);
    expect(bytes).toBe(100 * Math.min(60, second + 1));
  }
});

test('earlier traffic fills only the seconds before the start, however often it is reported', () => {
  const live = createLiveWindow(START);
  live.add(flow(0, 100));
  live.seed(minute(7), START);
  live.add(flow(1, 100));
  live.seed(minute(50), START + 2000);
  const { bytes, seconds } = live.view(START + 2000);
  expect(seconds.map((second) => second.map(({ place }) => place)).slice(-4)).toEqual([[-1], [0], [0], []]);
  expect(bytes).toBe(200 + 57 * 50);
});

test('a minute reported long ago is not part of the last one', () => {
  const live = createLiveWindow(START);
  live.seed(minute(7), START - 10 * 60_000);
  expect(live.view(START).bytes).toBe(0);
});
