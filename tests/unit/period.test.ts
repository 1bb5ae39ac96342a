import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Allowance, Plan } from '../../src/core/contract.ts';
import { periodAt, periodsOf } from '../../src/core/period.ts';
import { allowanceSpan } from '../../src/core/plan-span.ts';
import { DAY, iso, plan } from './plan-arbitrary.ts';
import { allowanceOf, planOf } from './plan-fixture.ts';

describe('periods', () => {
  it('tile the life of an allowance without gap or overlap', () => {
    fc.assert(
      fc.property(plan, (one) => {
        for (const allowance of one.allowances) {
          const life = allowanceSpan(one, allowance);
          const untilMs = life.startMs + 70 * DAY;
          const periods = periodsOf(one, allowance, untilMs);
          if (life.endMs === life.startMs) {
            expect(periods).toEqual([]);
            continue;
          }
          expect(periods[0]?.startMs).toBe(life.startMs);
          periods.forEach((period, index) => {
            expect(period.startMs).toBeLessThan(period.endMs);
            if (index > 0) expect(period.startMs).toBe(periods[index - 1]?.endMs);
          });
          const last = periods.at(-1);
          expect(last && (last.endMs === life.endMs || (last.endMs > untilMs && last.endMs < life.endMs))).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('are found by any instant in them', () => {
    fc.assert(
      fc.property(plan, fc.integer({ min: -DAY, max: 70 * DAY }), (one, offset) => {
        const [allowance] = one.allowances;
        if (allowance === undefined) return;
        const life = allowanceSpan(one, allowance);
        if (life.endMs === life.startMs) return;
        const atMs = life.startMs + offset;
        const periods = periodsOf(one, allowance, life.startMs + 70 * DAY);
        const holding = periods.find(({ startMs, endMs }) => atMs >= startMs && atMs < endMs);
        expect(periodAt(one, allowance, atMs)).toEqual(holding ?? (offset < 0 ? periods[0] : periods.at(-1)));
      }),
      { numRuns: 150 },
    );
  });

  const starts = (resets: Allowance['resets'], rest: Partial<Plan>) => {
    const one = planOf({ allowances: [allowanceOf({ resets })], ...rest });
    return periodsOf(one, one.allowances[0] ?? allowanceOf({}), Date.parse('2026-12-31T00:00:00Z'))
      .slice(0, 4)
      .map(({ startMs }) => iso(startMs).slice(0, 16));
  };

  it('billing day 31 is the last day of shorter months', () => {
    expect(
      starts(
        { every: 'month', day: 31 },
        {
          timeZone: 'Asia/Hong_Kong',
          activatedAt: '2026-01-05T12:00:00+08:00',
          validity: { kind: 'months', billingDay: 31 },
        },
      ),
    ).toEqual(['2026-01-05T04:00', '2026-01-30T16:00', '2026-02-27T16:00', '2026-03-30T16:00']);
  });

  it('billing day 29 is 29 February in a leap year', () => {
    const one = planOf({
      timeZone: 'UTC',
      activatedAt: '2028-01-30T00:00:00Z',
      validity: { kind: 'open' },
      allowances: [allowanceOf({ resets: { every: 'month', day: 29 } })],
    });
    const period = periodAt(one, one.allowances[0] ?? allowanceOf({}), Date.parse('2028-03-01T00:00:00Z'));
    expect([iso(period.startMs), iso(period.endMs)]).toEqual(['2028-02-29T00:00:00.000Z', '2028-03-29T00:00:00.000Z']);
  });

  it('a daily quota in New York lasts 23 and 25 hours on the nights when clocks change', () => {
    const one = planOf({
      timeZone: 'America/New_York',
      activatedAt: '2026-03-01T05:00:00Z',
      validity: { kind: 'open' },
      allowances: [allowanceOf({ resets: { every: 'day', at: '00:00' } })],
    });
    const hoursAt = (at: string) => {
      const { startMs, endMs } = periodAt(one, one.allowances[0] ?? allowanceOf({}), Date.parse(at));
      return (endMs - startMs) / 3_600_000;
    };
    expect([hoursAt('2026-03-08T12:00:00Z'), hoursAt('2026-11-01T12:00:00Z'), hoursAt('2026-07-01T12:00:00Z')]).toEqual(
      [23, 25, 24],
    );
  });

  it('a reset at 02:30 on the night without that time comes an hour later by the new clock', () => {
    const one = planOf({
      timeZone: 'Europe/Berlin',
      activatedAt: '2026-03-27T00:00:00Z',
      validity: { kind: 'open' },
      allowances: [allowanceOf({ resets: { every: 'day', at: '02:30' } })],
    });
    const { startMs } = periodAt(one, one.allowances[0] ?? allowanceOf({}), Date.parse('2026-03-29T12:00:00Z'));
    expect(iso(startMs)).toBe('2026-03-29T01:30:00.000Z');
  });

  it('every 30 days of 90 are calendar days in the plan’s zone', () => {
    expect(
      starts(
        { every: 'days', days: 30 },
        { activatedAt: '2026-03-01T15:00:00+08:00', validity: { kind: 'days', days: 90, clock: 'calendar' } },
      ),
    ).toEqual(['2026-03-01T07:00', '2026-03-30T16:00', '2026-04-29T16:00']);
  });

  it('every 2 days in a plan by the hour are 48 h from activation', () => {
    expect(
      starts(
        { every: 'days', days: 2 },
        { activatedAt: '2026-03-01T15:00:00+08:00', validity: { kind: 'days', days: 5, clock: 'hours' } },
      ),
    ).toEqual(['2026-03-01T07:00', '2026-03-03T07:00', '2026-03-05T07:00']);
  });

  it('the 24 h of a top-up count from its own start', () => {
    const one = planOf({
      allowances: [
        allowanceOf({ resets: { every: '24h' }, from: '2026-03-02T03:00:00Z', until: '2026-03-04T00:00:00Z' }),
      ],
    });
    const periods = periodsOf(one, one.allowances[0] ?? allowanceOf({}), Date.parse('2026-03-07T00:00:00Z'));
    expect(periods.map(({ startMs, endMs }) => [iso(startMs), iso(endMs)])).toEqual([
      ['2026-03-02T03:00:00.000Z', '2026-03-03T03:00:00.000Z'],
      ['2026-03-03T03:00:00.000Z', '2026-03-04T00:00:00.000Z'],
    ]);
  });

  it('Samoa’s skipped 30 December 2011 makes no empty period', () => {
    const one = planOf({
      timeZone: 'Pacific/Apia',
      activatedAt: '2011-12-29T00:00:00Z',
      validity: { kind: 'open' },
      allowances: [allowanceOf({ resets: { every: 'day', at: '00:00' } })],
    });
    const periods = periodsOf(one, one.allowances[0] ?? allowanceOf({}), Date.parse('2011-12-31T12:00:00Z'));
    expect(periods.map(({ startMs }) => iso(startMs))).toEqual([
      '2011-12-29T00:00:00.000Z',
      '2011-12-29T10:00:00.000Z',
      '2011-12-30T10:00:00.000Z',
      '2011-12-31T10:00:00.000Z',
    ]);
  });
});
