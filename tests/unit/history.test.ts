import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_CELL, type Cell } from '../../src/core/cell.ts';
import { DAY_MS } from '../../src/core/duration.ts';
import { historyOf, stretchStarts } from '../../src/core/history.ts';
import { SLOT_MS } from '../../src/core/slot.ts';
import { postingArbitrary } from './support/cells.ts';

const MIDNIGHT = Date.parse('2026-11-22T00:00:00Z');
const HOUR = DAY_MS / 24;
const all = () => true;

type Slot = { from: number; to: number; owner: string; sites: Map<string, Cell> };
const record = (from: number, sites: { [site: string]: number }, owner = 'plan:a'): Slot => {
  const cells = Object.entries(sites).map(([site, down]): [string, Cell] => [
    site,
    { ...EMPTY_CELL, down, requests: 1 },
  ]);
  return { from, to: from + SLOT_MS, owner, sites: new Map(cells) };
};

describe('intervals', () => {
  it('are the days of the zone, the first as long as what is left of it', () => {
    const from = Date.parse('2026-11-22T10:10:00Z');
    expect(stretchStarts(from, from + 2 * DAY_MS, 'day', 'Asia/Hong_Kong')).toEqual([
      from,
      Date.parse('2026-11-22T16:00:00Z'),
      Date.parse('2026-11-23T16:00:00Z'),
    ]);
  });

  it('follow a change of clocks', () => {
    const from = Date.parse('2026-03-28T23:00:00Z');
    const starts = stretchStarts(from, from + 47 * HOUR, 'day', 'Europe/Berlin');
    expect(starts.map((start) => (start - from) / HOUR)).toEqual([0, 23]);
  });

  it('are whole hours where the zone’s offset has a half hour', () => {
    const from = Date.parse('2026-11-22T00:10:00Z');
    const [, second] = stretchStarts(from, from + 3 * HOUR, 'hour', 'Asia/Kolkata');
    expect(new Date(second!).toISOString()).toBe('2026-11-22T00:30:00.000Z');
  });

  it('are refused where there would be thousands', () => {
    expect(() => stretchStarts(0, 400 * DAY_MS, 'hour', 'UTC')).toThrow('9600 stretches');
  });

  it('tile the requested range', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 * 96 }),
        fc.integer({ min: 1, max: 40 * 96 }),
        fc.constantFrom('day' as const, 'hour' as const, 'whole' as const),
        fc.constantFrom('Asia/Hong_Kong', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'),
        (offset, slots, step, zone) => {
          const from = MIDNIGHT + offset * SLOT_MS;
          const starts = stretchStarts(from, from + slots * SLOT_MS, step, zone);
          expect(starts[0]).toBe(from);
          expect(starts.every((start, i) => i === 0 || start > starts[i - 1]!)).toBe(true);
          expect(starts.at(-1)).toBeLessThan(from + slots * SLOT_MS);
        },
      ),
    );
  });
});

describe('a history', () => {
  const slots = [
    record(MIDNIGHT, { x: 4, y: 2 }),
    record(MIDNIGHT + HOUR, { x: 8 }),
    record(MIDNIGHT + 2 * HOUR, { z: 100 }, 'unmetered'),
    record(MIDNIGHT + DAY_MS, { y: 32 }),
  ];
  const starts = [MIDNIGHT, MIDNIGHT + HOUR, MIDNIGHT + DAY_MS];

  it('puts each slot where it begins, largest site first', () => {
    const metered = ({ owner }: { owner: string }) => owner !== 'unmetered';
    const history = historyOf(slots, { starts, to: MIDNIGHT + 2 * DAY_MS }, metered, 1);
    expect(history.total.down).toBe(46);
    expect(history.stretches.map(({ down }) => down)).toEqual([6, 8, 32]);
    expect(history.sites).toHaveLength(1);
    expect(history.sites[0]).toMatchObject({
      site: 'y',
      down: 34,
      bytes: [2, 0, 32],
      perMinute: (2 * 2 + 32 * 32) / 34 / 15,
    });
    expect(history.siteCount).toBe(2);
  });

  it('leaves out what lies before and after', () => {
    const history = historyOf(slots, { starts: [MIDNIGHT + HOUR], to: MIDNIGHT + DAY_MS }, all, 9);
    expect(history.sites.map(({ site, down }) => [site, down])).toEqual([
      ['z', 100],
      ['x', 8],
    ]);
  });

  it('keeps its total however it is divided, and sites and intervals both sum to it', () => {
    fc.assert(
      fc.property(
        fc.array(postingArbitrary(), { maxLength: 25 }),
        fc.array(fc.nat(3 * 96), { maxLength: 6 }),
        (postings, cuts) => {
          const made = [...postings]
            .sort((a, b) => a.slot.from - b.slot.from)
            .map(({ slot, owner, site, cell }) => ({ ...slot, owner, sites: new Map([[site, cell]]) }));
          const first = Math.min(MIDNIGHT, ...postings.map(({ slot }) => slot.from));
          const to = Math.max(MIDNIGHT, ...postings.map(({ slot }) => slot.to)) + 1;
          const edges = [...new Set([first, ...cuts.map((cut) => first + cut * SLOT_MS)])]
            .filter((at) => at < to)
            .sort((a, b) => a - b);
          const history = historyOf(made, { starts: edges, to }, all, Infinity);
          const bytes = postings.reduce((sum, { cell }) => sum + cell.down + cell.up, 0);
          const sum = (counts: { down: number; up: number }[]) =>
            counts.reduce((all, { down, up }) => all + down + up, 0);
          expect(sum([history.total])).toBeCloseTo(bytes, 3);
          expect(sum(history.stretches)).toBeCloseTo(bytes, 3);
          expect(sum(history.sites)).toBeCloseTo(bytes, 3);
          for (const site of history.sites)
            expect(site.bytes.reduce((a, b) => a + b, 0)).toBeCloseTo(site.down + site.up, 3);
        },
      ),
    );
  });
});
