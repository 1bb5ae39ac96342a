import { describe, expect, it } from 'vitest';
import { siteCosts } from '../../src/core/advice/site-costs.ts';
import { EMPTY_CELL } from '../../src/core/cell.ts';
import { addToRows, type SiteRows } from '../../src/core/ledger-rows.ts';

const MINUTE = 60_000;
const cell = (down: number) => ({ ...EMPTY_CELL, down });
const rowsOf = (...cells: [site: string, kind: string, bytes: number][]) => {
  const rows: SiteRows = new Map();
  for (const [site, kind, bytes] of cells) addToRows(rows, site, `cdn.${site}`, kind, cell(bytes));
  return rows;
};
const slot = (minutes: number, sites: Record<string, number>, length = 15) => ({
  from: minutes * MINUTE,
  to: (minutes + length) * MINUTE,
  sites: new Map(Object.entries(sites).map(([site, bytes]) => [site, cell(bytes)])),
});

describe('what sites cost', () => {
  const rows = rowsOf(
    ['video.test', 'media', 80e6],
    ['video.test', 'image', 6e6],
    ['video.test', 'script', 4e6],
    ['news.test', 'image', 20e6],
    ['', 'other', 900e6],
    ['(private)', 'other', 900e6],
  );

  it('largest first, by day, with the least and the most that lean mode would have saved', () => {
    expect(siteCosts(rows, [], 10, 5)).toEqual([
      { site: 'video.test', bytes: 90e6, perDay: 9e6, perMinute: null, leanSaves: { least: 80e6, most: 86e6 } },
      { site: 'news.test', bytes: 20e6, perDay: 2e6, perMinute: null, leanSaves: { least: 0, most: 20e6 } },
    ]);
    expect(siteCosts(rows, [], 10, 1)).toHaveLength(1);
  });

  it('by a usual minute, which folded slots do not show', () => {
    const slots = [
      slot(0, { 'video.test': 60e6 }),
      slot(15, { 'video.test': 30e6 }),
      slot(60, { 'video.test': 99e6 }, 60),
    ];
    expect(siteCosts(rows, slots, 10, 1)[0]?.perMinute).toBe((60 * 4e6 + 30 * 2e6) / 90);
  });
});
