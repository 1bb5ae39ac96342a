import { expect, test } from 'vitest';
import type { PopupView } from '../../src/core/popup-view.ts';
import { rangeOf } from '../../src/ui/dashboard/range/range.ts';

const at = (instant: string) => ({ at: instant, status: null, countingSince: '2026-01-01T00:00:00Z' }) as PopupView;
const iso = (range: { from: number; to: number } | null | undefined) =>
  range && [range.from, range.to].map((ms) => new Date(ms).toISOString());

test.each([
  // Clocks went forward on 29 March 2026 at 01:00 UTC: what was passed by 15:00 was 14 hours of that day, 15 of the one before.
  ['2026-03-29T14:00:00Z', ['2026-03-28T00:00:00.000Z', '2026-03-28T15:01:00.000Z']],
  ['2026-03-30T14:00:00Z', ['2026-03-29T00:00:00.000Z', '2026-03-29T14:01:00.000Z']],
  ['2026-03-31T14:00:00Z', ['2026-03-29T23:00:00.000Z', '2026-03-30T14:01:00.000Z']],
])('today at %s is compared with yesterday by the same time of the clock', (now, before) => {
  const range = rangeOf('today', at(now), 'Europe/London');
  expect(iso(range?.before)).toEqual(before);
});
