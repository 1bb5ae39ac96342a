import { Temporal } from 'temporal-polyfill';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/core/duration.ts';
import { createZoneClock } from '../../src/core/forecast/zone-clock.ts';

const ZONES = ['Asia/Hong_Kong', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Asia/Kathmandu'];
const FROM = Date.parse('2025-06-01T00:00:00Z');
const TO = FROM + 500 * DAY_MS;

const zones = fc.constantFrom(...ZONES);
const instants = fc.integer({ min: FROM, max: TO - 1 });

function plainDayOf(ms: number, timeZone: string): number {
  const date = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).toPlainDate();
  return Temporal.PlainDate.from('1970-01-01').until(date).days;
}

test('days are those of Temporal, all year round', () => {
  fc.assert(
    fc.property(zones, instants, (zone, ms) => {
      const clock = createZoneClock(zone, FROM, TO);
      const day = clock.dayOf(ms);
      expect(day).toBe(plainDayOf(ms, zone));
      const date = Temporal.PlainDate.from('1970-01-01').add({ days: day });
      // The clock knows no offset from before its beginning.
      if (ms > FROM + DAY_MS) expect(clock.dayStart(day)).toBe(date.toZonedDateTime(zone).epochMilliseconds);
    }),
  );
});

test('hours tile the time between two instants, each within one hour of the wall clock', () => {
  fc.assert(
    fc.property(zones, instants, fc.integer({ min: 0, max: 3 * DAY_MS }), (zone, from, length) => {
      const clock = createZoneClock(zone, FROM, TO + 4 * DAY_MS);
      let ms = from;
      clock.eachHour(from, from + length, (day, hour, piece) => {
        expect(piece).toBeGreaterThan(0);
        expect(piece).toBeLessThanOrEqual(HOUR_MS);
        for (const at of [ms, ms + piece - 1]) {
          expect(Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).hour).toBe(hour);
          expect(clock.dayOf(at)).toBe(day);
        }
        ms += piece;
      });
      expect(ms).toBe(from + length);
    }),
    { numRuns: 40 },
  );
});

test('a day of 25 hours has its repeated hour twice, one of 23 lacks one', () => {
  const clock = createZoneClock('Europe/Berlin', FROM, TO);
  const hoursOf = (date: string) => {
    const start = Temporal.PlainDate.from(date).toZonedDateTime('Europe/Berlin').epochMilliseconds;
    const hours: number[] = [];
    clock.eachHour(start, clock.dayStart(clock.dayOf(start) + 1), (_day, hour) => hours.push(hour));
    return hours;
  };
  expect(hoursOf('2025-10-26').filter((hour) => hour === 2)).toHaveLength(2);
  expect(hoursOf('2026-03-29')).not.toContain(2);
  expect(hoursOf('2026-03-29')).toHaveLength(23);
});

test('an unknown zone is refused', () => {
  expect(() => createZoneClock('Mars/Olympus', FROM, TO)).toThrow(RangeError);
});
