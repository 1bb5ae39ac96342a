import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDays } from '../../src/core/calendar-days.ts';

const HOUR = 3_600_000;
const ms = (instant: string) => Date.parse(instant);
const ZONES = ['Asia/Hong_Kong', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Africa/Cairo', 'UTC'];

describe('calendarDays', () => {
  it('begin at midnight in the zone', () => {
    const days = calendarDays(ms('2026-03-01T10:00:00+08:00'), ms('2026-03-03T00:00:01+08:00'), 'Asia/Hong_Kong', 31);
    expect(days).toEqual(['01', '02', '03'].map((day) => ms(`2026-03-${day}T00:00:00+08:00`)));
  });

  it('contain no day of which only the first instant would count', () => {
    expect(calendarDays(ms('2026-03-01T10:00:00Z'), ms('2026-03-02T00:00:00Z'), 'UTC', 31)).toHaveLength(1);
  });

  it('have days of 23 and of 25 hours', () => {
    const lengths = (from: string, to: string) => {
      const days = calendarDays(ms(from), ms(to), 'Europe/Berlin', 31);
      return days.slice(1).map((day, i) => (day - days[i]!) / HOUR);
    };
    expect(lengths('2026-03-28T12:00:00Z', '2026-03-31T12:00:00Z')).toEqual([24, 23, 24]);
    expect(lengths('2026-10-24T12:00:00Z', '2026-10-27T12:00:00Z')).toEqual([24, 25, 24]);
  });

  it('are the latest where there are too many', () => {
    const days = calendarDays(ms('2026-01-01T00:00:00Z'), ms('2026-03-01T12:00:00Z'), 'UTC', 3);
    expect(days).toEqual(['2026-02-27', '2026-02-28', '2026-03-01'].map((day) => ms(`${day}T00:00:00Z`)));
  });

  it('cover the range, in order, in any zone', () => {
    const instant = fc.integer({ min: ms('2000-01-01T00:00:00Z'), max: ms('2040-01-01T00:00:00Z') });
    fc.assert(
      fc.property(
        instant,
        fc.integer({ min: 1, max: 40 * 24 * HOUR }),
        fc.constantFrom(...ZONES),
        (from, length, zone) => {
          const days = calendarDays(from, from + length, zone, 100);
          expect(days[0]).toBeLessThanOrEqual(from);
          expect(days.at(-1)).toBeLessThan(from + length);
          expect(from + length - days.at(-1)!).toBeLessThanOrEqual(26 * HOUR);
          days.slice(1).forEach((day, i) => expect([23, 23.5, 24, 24.5, 25]).toContain((day - days[i]!) / HOUR));
          if (days.length > 1) expect(days[1]).toBeGreaterThan(from);
        },
      ),
    );
  });
});
