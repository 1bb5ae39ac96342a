import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../src/core/duration.ts';
import { daysAsUsage, usageByDay } from '../../src/core/usage-days.ts';
import { zoneTime } from '../../src/core/zone-time.ts';
import { planOf } from './plan-fixture.ts';

const BEGIN = Date.parse('2026-03-20T00:00:00Z');
const zones = fc.constantFrom('Asia/Hong_Kong', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe');
const iso = (ms: number) => new Date(ms).toISOString();

/** Rows of up to three days within three weeks in which two of the zones change clocks. */
const rows = fc.array(
  fc
    .record({
      at: fc.nat(20 * 1440),
      minutes: fc.nat(3 * 1440),
      bytes: fc.nat(1_000_000_000),
      site: fc.constantFrom('', 'news.test'),
    })
    .map(({ at, minutes, bytes, site }) => {
      const from = BEGIN + at * MINUTE_MS;
      return { from: iso(from), to: iso(from + minutes * MINUTE_MS), site, bytes };
    }),
  { maxLength: 30 },
);
const sum = (values: Iterable<number>) => [...values].reduce((all, bytes) => all + bytes, 0);

describe('usage by day', () => {
  it('adds up to what was used, except for fractions of a byte in each day', () => {
    fc.assert(
      fc.property(zones, rows, (timeZone, usage) => {
        const days = usageByDay({ timeZone }, usage);
        const used = sum(usage.map(({ bytes }) => bytes));
        expect(Math.abs(sum(days.values()) - used)).toBeLessThanOrEqual(days.size / 2 + 1e-3);
        expect([...days.values()].every((bytes) => bytes >= 0 && Number.isInteger(bytes))).toBe(true);
      }),
    );
  });

  it('is the same when computed from rows of its days', () => {
    fc.assert(
      fc.property(zones, rows, (timeZone, usage) => {
        const plan = planOf({ timeZone, activatedAt: iso(BEGIN - 2 * DAY_MS), validity: { kind: 'open' } });
        const days = usageByDay(plan, usage);
        const used = [...days].filter(([, bytes]) => bytes > 0);
        const again = usageByDay(plan, daysAsUsage(plan, days, BEGIN + 30 * DAY_MS));
        expect([...again].sort(([a], [b]) => a - b)).toEqual(used.sort(([a], [b]) => a - b));
      }),
    );
  });

  it('leaves out what lies after now, or outside the plan', () => {
    const plan = planOf({ timeZone: 'Asia/Hong_Kong', activatedAt: iso(BEGIN), validity: { kind: 'open' } });
    const day = zoneTime(plan.timeZone).dayOf(BEGIN);
    const now = BEGIN + 2 * DAY_MS;
    const days = new Map([-1, 0, 1, 2, 3].map((past) => [day + past, 100]));
    const found = daysAsUsage(plan, days, now);
    expect(found.map(({ from, to }) => [from, to])).toEqual([
      ['2026-03-20T00:00:00.000Z', '2026-03-20T16:00:00.000Z'],
      ['2026-03-20T16:00:00.000Z', '2026-03-21T16:00:00.000Z'],
      ['2026-03-21T16:00:00.000Z', '2026-03-22T00:00:00.000Z'],
    ]);
  });
});
