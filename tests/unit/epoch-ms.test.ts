import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { epochMs } from '../../src/core/epoch-ms.ts';

describe('epochMs', () => {
  it('reads what Date writes', () => {
    const dates = fc.date({
      min: new Date('0001-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(dates, (date) => {
        expect(epochMs(date.toISOString())).toBe(date.getTime());
      }),
    );
  });

  it('agrees with Temporal on anything that looks like an instant', () => {
    const two = (max: number) => fc.integer({ min: 0, max }).map((value) => String(value).padStart(2, '0'));
    const year = fc.constantFrom('2024', '2026', '1900', '2000', '0000', '20260');
    const fraction = fc.constantFrom('', '.1', '.12', '.123', '.123456789', '.', ',5');
    const offset = fc.constantFrom('Z', '', '+08:00', '-05:30', '+24:00', '+0800', 'z', '[UTC]', '+08:00:01', 'Z ');
    const text = fc
      .tuple(year, two(13), two(32), two(24), two(60), two(61), fraction, offset)
      .map(
        ([y, month, date, hour, minute, second, rest, end]) =>
          `${y}-${month}-${date}T${hour}:${minute}:${second}${rest}${end}`,
      );
    fc.assert(
      fc.property(text, (value) => {
        let expected = NaN;
        try {
          expected = Temporal.Instant.from(value).epochMilliseconds;
        } catch {
          // Not an instant.
        }
        expect(epochMs(value)).toBe(expected);
      }),
      { numRuns: 3000 },
    );
  });

  it.each(['', 'noon', '2026', '2026-03-01', '2026-03-01T10:00:00', '2026-02-30T10:00:00Z', '2026-03-01T10:00:00Z!'])(
    'refuses %j, and reads on after it',
    (text) => {
      expect(epochMs(text)).toBeNaN();
      expect(epochMs('2026-03-01T10:00:00Z')).toBe(1772359200000);
    },
  );
});
