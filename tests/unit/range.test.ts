import { expect, test } from 'vitest';
import { DAY_MS } from '../../src/core/duration.ts';
import type { PopupView } from '../../src/core/popup-view.ts';
import { rangeOf, type RangeChoice } from '../../src/ui/dashboard/range/range.ts';
import { VIEWS } from '../dom/popup-fixtures.ts';

const at = (instant: string) => ({ at: instant, status: null, countingSince: '2026-01-01T00:00:00Z' }) as PopupView;
const iso = (range: { from: number; to: number } | null | undefined) =>
  range && [range.from, range.to].map((ms) => new Date(ms).toISOString());

test.each([
  // Clocks went forward on 29 March 2026 at 01:00 UTC: by 15:00, 14 hours of that day had passed, of the day before 15.
  ['2026-03-29T14:00:00Z', ['2026-03-28T00:00:00.000Z', '2026-03-28T15:01:00.000Z']],
  ['2026-03-30T14:00:00Z', ['2026-03-29T00:00:00.000Z', '2026-03-29T14:01:00.000Z']],
  ['2026-03-31T14:00:00Z', ['2026-03-29T23:00:00.000Z', '2026-03-30T14:01:00.000Z']],
])('today at %s is compared with yesterday up to the same time of the clock', (now, before) => {
  const range = rangeOf('today', at(now), 'Europe/London');
  expect(iso(range?.before)).toEqual(before);
});

test('a range is compared with the one before it only where all of that was counted', () => {
  const now = '2026-01-10T12:00:00Z';
  const before = (choice: RangeChoice, since: string | null) =>
    iso(rangeOf(choice, { ...at(now), countingSince: since }, 'UTC')?.before);
  expect(before('week', '2025-12-28T00:00:00Z')).toEqual(['2025-12-28T00:00:00.000Z', '2026-01-03T12:01:00.000Z']);
  expect(before('week', '2025-12-28T00:00:01Z')).toBeNull();
  expect(before({ from: '2026-01-05', to: '2026-01-06' }, '2026-01-03T00:00:00Z')).not.toBeNull();
  expect(before({ from: '2026-01-05', to: '2026-01-06' }, '2026-01-04T09:00:00Z')).toBeNull();
  expect(before('today', null)).toBeNull();
});

test('a period is compared with the one before it only where that was counted from its beginning', () => {
  const view = VIEWS.normal;
  const begins = rangeOf('period', view, 'Asia/Hong_Kong')!.from;
  const since = (days: number) => new Date(begins - days * DAY_MS).toISOString();
  const before = (days: number) =>
    rangeOf('period', { ...view, countingSince: since(days) }, 'Asia/Hong_Kong')!.before?.from;
  expect(before(7)).toBe(begins - 7 * DAY_MS);
  expect(before(6.9)).toBeUndefined();
});
