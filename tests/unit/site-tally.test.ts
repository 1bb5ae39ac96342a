import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tallySites } from '../../src/background/site-tally.ts';
import { EMPTY_CELL } from '../../src/core/cell.ts';
import type { SlotSites } from '../../src/storage/read-slots.ts';
import { postingArbitrary } from './support/cells.ts';
import { NOON } from './support/request.ts';

const DAY = 86_400_000;
const record = (from: number, ...sites: [site: string, down: number][]): SlotSites => ({
  from,
  to: from + 900_000,
  owner: 'none',
  sites: new Map(
    sites.map(([site, down]) => [site, { ...EMPTY_CELL, down, low: down - 1, high: down + 1, requests: 1 }]),
  ),
});

describe('tallySites', () => {
  it('puts the largest first, with their bytes by day', () => {
    const days = [NOON, NOON + DAY, NOON + 2 * DAY];
    const tally = tallySites(
      [
        record(NOON - 1, ['a.test', 1]),
        record(NOON, ['a.test', 2], ['b.test', 50]),
        record(NOON + DAY - 1, ['a.test', 4]),
        record(NOON + DAY, ['a.test', 8]),
        record(NOON + 5 * DAY, ['a.test', 16], ['idle.test', 0]),
      ],
      days,
    );
    expect(tally.sites.map(({ site, bytes, days: byDay }) => [site, bytes, byDay])).toEqual([
      ['b.test', 50, [50, 0, 0]],
      ['a.test', 31, [6, 8, 16]],
    ]);
    expect(tally.total).toEqual({ bytes: 81, low: 81 - 7, high: 81 + 7 });
  });

  it('sorts ties by name, and has no days where none are requested', () => {
    const { sites } = tallySites([record(NOON, ['b.test', 5], ['a.test', 5])], []);
    expect(sites.map(({ site, days }) => [site, days])).toEqual([
      ['a.test', []],
      ['b.test', []],
    ]);
  });

  it('sums sites to the total, and days to the site', () => {
    fc.assert(
      fc.property(fc.array(postingArbitrary(), { maxLength: 20 }), (postings) => {
        const records = postings.map(({ slot, site, cell }): SlotSites => ({
          ...slot,
          owner: 'none',
          sites: new Map([[site, cell]]),
        }));
        const { sites, total } = tallySites(records, [NOON, NOON + DAY, NOON + 2 * DAY]);
        expect(sites.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(total.bytes);
        for (const { bytes, days } of sites) expect(days.reduce((sum, day) => sum + day, 0)).toBe(bytes);
        expect(total.bytes).toBe(postings.reduce((sum, { cell }) => sum + cell.down + cell.up, 0));
      }),
    );
  });
});
