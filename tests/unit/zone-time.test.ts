import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { zoneTime } from '../../src/core/zone-time.ts';
import { ZONES } from './plan-arbitrary.ts';

const zone = fc.constantFrom(
  ...ZONES,
  'America/Sao_Paulo',
  'Asia/Tehran',
  'America/St_Johns',
  'Antarctica/Troll',
  'Asia/Beirut',
);
/** 2000 to 2040. */
const day = fc.integer({ min: 10957, max: 25567 });
const dateOf = (days: number) => Temporal.PlainDate.from('1970-01-01').add({ days });

describe('zone time', () => {
  it('agrees with Temporal on when a clock shows a time', () => {
    fc.assert(
      fc.property(zone, day, fc.integer({ min: 0, max: 1439 }), (timeZone, days, minutes) => {
        const clock = dateOf(days).toPlainDateTime({ hour: Math.floor(minutes / 60), minute: minutes % 60 });
        expect(zoneTime(timeZone).clockTime(days, minutes)).toBe(clock.toZonedDateTime(timeZone).epochMilliseconds);
      }),
      { numRuns: 500 },
    );
  });

  it('agrees with Temporal on an instant’s day, and on when that day begins', () => {
    fc.assert(
      fc.property(zone, day, fc.integer({ min: 0, max: 86_399_999 }), (timeZone, days, ms) => {
        const at = Temporal.Instant.fromEpochMilliseconds(days * 86_400_000 + ms).toZonedDateTimeISO(timeZone);
        const local = zoneTime(timeZone).dayOf(at.epochMilliseconds);
        expect(dateOf(local).toString()).toBe(at.toPlainDate().toString());
        expect(zoneTime(timeZone).dayStart(local)).toBe(at.startOfDay().epochMilliseconds);
      }),
      { numRuns: 500 },
    );
  });

  it('agrees with Temporal on every night of 2026 when clocks change', () => {
    for (const timeZone of ZONES) {
      for (let days = 20454; days < 20454 + 365; days++) {
        if (dateOf(days).toZonedDateTime(timeZone).hoursInDay === 24) continue;
        for (const minutes of [0, 30, 60, 90, 120, 150, 180]) {
          const clock = dateOf(days).toPlainDateTime({ hour: Math.floor(minutes / 60), minute: minutes % 60 });
          expect(zoneTime(timeZone).clockTime(days, minutes)).toBe(clock.toZonedDateTime(timeZone).epochMilliseconds);
        }
      }
    }
  });

  it('treats an unknown zone as an error', () => {
    expect(() => zoneTime('Asia/Kowloon')).toThrow(RangeError);
  });
});
