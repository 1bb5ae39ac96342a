import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createForecaster, forecast } from '../../src/core/forecast.ts';
import type { Spell } from '../../src/core/forecast/day-book.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-03-20T09:30:00Z');
const ZONE = 'Asia/Hong_Kong';

const instant = (ms: number) => new Date(ms).toISOString();
const spell = (startMs: number, hours: number, bytes: number): Spell => ({
  from: instant(startMs),
  to: instant(startMs + hours * HOUR),
  bytes,
});

/** `days` days up to now, with `bytes` in each hour between `from` and `to` of the wall clock at UTC+8. */
function everyDay(days: number, bytes: (day: number) => number, from = 9, to = 23): Spell[] {
  const rows: Spell[] = [];
  for (let ms = NOW - days * DAY; ms < NOW; ms += HOUR / 2) {
    const local = ms + 8 * HOUR;
    const hour = (local % DAY) / HOUR;
    if (hour >= from && hour < to) rows.push(spell(ms, 0.5, bytes(Math.floor(local / DAY))));
  }
  return rows;
}

const histories = fc
  .array(
    fc.record({
      ago: fc.integer({ min: 1, max: 40 * 96 }),
      quarters: fc.integer({ min: 1, max: 8 }),
      bytes: fc.integer({ min: 0, max: 2 ** 31 }),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((rows) =>
    rows.map(({ ago, quarters, bytes }) => spell(NOW - (ago * HOUR) / 4, Math.min(quarters, ago) / 4, bytes)),
  );
const zones = fc.constantFrom('Asia/Hong_Kong', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu');
const aheadMs = fc.integer({ min: 0, max: 40 * 96 }).map((quarters) => (quarters * HOUR) / 4);
const runs = { numRuns: 40 };

function expectClose(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(expected)));
}

describe('forecast', () => {
  test('without history knows nothing, and says so', () => {
    for (const history of [[], [spell(NOW - DAY, 1, 0)], [spell(NOW + DAY, 1, 5)]]) {
      const forecaster = createForecaster(history, instant(NOW), ZONE);
      expect(forecaster).toMatchObject({ method: 'none', perDay: 0, historyDays: 0 });
      expect(forecaster.totalUntil(instant(NOW + DAY))).toEqual({ p10: 0, p50: 0, p90: 0 });
      expect(forecaster.runsOutAt(1, instant(NOW + DAY))).toBeNull();
      expect(forecaster.path(instant(NOW + DAY), 12).map(({ p90 }) => p90)).toEqual([0, 0]);
    }
  });

  test('is deterministic', () => {
    fc.assert(
      fc.property(histories, zones, aheadMs, (history, zone, ahead) => {
        const once = forecast(history, instant(NOW), instant(NOW + ahead), zone);
        expect(forecast(history, instant(NOW), instant(NOW + ahead), zone)).toEqual(once);
      }),
      runs,
    );
  });

  test('does not depend on the order of the history or on how it is split', () => {
    fc.assert(
      fc.property(histories, zones, (history, zone) => {
        const until = instant(NOW + 5 * DAY);
        const cut = history.toReversed().flatMap(({ from, to, bytes }) => {
          const middle = instant((Date.parse(from) + Date.parse(to)) / 2);
          return [
            { from: middle, to, bytes: bytes / 2 },
            { from, to: middle, bytes: bytes / 2 },
          ];
        });
        const whole = forecast(history, instant(NOW), until, zone);
        const parts = forecast(cut, instant(NOW), until, zone);
        expectClose(parts.perDay, whole.perDay);
        expectClose(parts.total.p10, whole.total.p10);
        expectClose(parts.total.p50, whole.total.p50);
        expectClose(parts.total.p90, whole.total.p90);
      }),
      runs,
    );
  });

  test('works with days without use at the beginning', () => {
    const history = [
      { from: '2026-03-16T09:15:00Z', to: '2026-03-16T09:30:00Z', bytes: 0 },
      { from: '2026-03-20T09:15:00Z', to: '2026-03-20T09:30:00Z', bytes: 1e6 },
    ];
    expect(forecast(history, '2026-03-20T12:00:00Z', '2026-03-27T12:00:00Z', ZONE).perDay).toBeGreaterThan(0);
  });

  test('scales with the history: k times the bytes, k times the forecast', () => {
    fc.assert(
      fc.property(histories, fc.constantFrom(1 / 1024, 3, 1000), (history, factor) => {
        const until = instant(NOW + 9 * DAY);
        const times = history.map((row) => ({ ...row, bytes: row.bytes * factor }));
        const once = forecast(history, instant(NOW), until, ZONE);
        const scaled = forecast(times, instant(NOW), until, ZONE);
        expectClose(scaled.perDay, once.perDay * factor);
        expectClose(scaled.total.p10, once.total.p10 * factor);
        expectClose(scaled.total.p50, once.total.p50 * factor);
        expectClose(scaled.total.p90, once.total.p90 * factor);
      }),
      runs,
    );
  });

  test('keeps its quantiles in order, and never falls with a later end', () => {
    fc.assert(
      fc.property(histories, zones, aheadMs, aheadMs, (history, zone, one, other) => {
        const forecaster = createForecaster(history, instant(NOW), zone);
        const sooner = forecaster.totalUntil(instant(NOW + Math.min(one, other)));
        const later = forecaster.totalUntil(instant(NOW + Math.max(one, other)));
        for (const { p10, p50, p90 } of [sooner, later]) {
          expect(p10).toBeGreaterThanOrEqual(0);
          expect(p50).toBeGreaterThanOrEqual(p10);
          expect(p90).toBeGreaterThanOrEqual(p50);
          expect(p90).toBeLessThan(Infinity);
        }
        expect(later.p10).toBeGreaterThanOrEqual(sooner.p10);
        expect(later.p50).toBeGreaterThanOrEqual(sooner.p50);
        expect(later.p90).toBeGreaterThanOrEqual(sooner.p90);
      }),
      runs,
    );
  });

  test('is zero where the end is not ahead, and continues beyond the horizon', () => {
    const forecaster = createForecaster(
      everyDay(20, () => 1e6),
      instant(NOW),
      ZONE,
    );
    expect(forecaster.totalUntil(instant(NOW))).toEqual({ p10: 0, p50: 0, p90: 0 });
    expect(forecaster.totalUntil(instant(NOW - DAY))).toEqual({ p10: 0, p50: 0, p90: 0 });
    expect(forecaster.path(instant(NOW), 1)).toEqual([]);
    const [near, far] = [400, 800].map((days) => forecaster.totalUntil(instant(NOW + days * DAY)).p50) as [
      number,
      number,
    ];
    expectClose(far, 2 * near);
  });

  test('refuses invalid input', () => {
    expect(() => forecast([], '2026-03-20T09:30:00', instant(NOW), ZONE)).toThrow(RangeError);
    expect(() => forecast([], instant(NOW), 'tomorrow', ZONE)).toThrow(RangeError);
    expect(() =>
      forecast([{ from: '2026-03-19', to: instant(NOW), bytes: 1 }], instant(NOW), instant(NOW), ZONE),
    ).toThrow(RangeError);
    expect(() => forecast([], instant(NOW), instant(NOW + DAY), 'Mars/Olympus')).toThrow(RangeError);
    expect(() => createForecaster([], instant(NOW), ZONE).path(instant(NOW + DAY), 0)).toThrow(RangeError);
  });

  test('reads offsets as the instants they mean', () => {
    const plain = forecast([spell(NOW - DAY, 2, 1e6)], instant(NOW), instant(NOW + DAY), ZONE);
    const there = [{ from: '2026-03-19T17:30:00+08:00', to: '2026-03-19T19:30+08:00[Asia/Hong_Kong]', bytes: 1e6 }];
    expect(forecast(there, '2026-03-20T17:30+08:00', instant(NOW + DAY), ZONE)).toEqual(plain);
  });

  test('counts an unfinished spell completely', () => {
    const open = forecast([spell(NOW - DAY, 25, 1e6)], instant(NOW), instant(NOW + DAY), ZONE);
    expect(open).toEqual(forecast([spell(NOW - DAY, 24, 1e6)], instant(NOW), instant(NOW + DAY), ZONE));
  });

  test('finds the pace of someone who uses the same every day', () => {
    const forecaster = createForecaster(
      everyDay(28, () => 1e6),
      instant(NOW),
      ZONE,
    );
    expect(forecaster.method).toBe('profile');
    expect(forecaster.historyDays).toBeCloseTo(28, 0);
    expect(forecaster.perDay / 28e6).toBeCloseTo(1, 1);
    const { p10, p50, p90 } = forecaster.totalUntil(instant(NOW + 7 * DAY));
    expect(p50 / (7 * 28e6)).toBeCloseTo(1, 1);
    expect(p90 / p10).toBeLessThan(1.5);
  });

  test('is far less certain after half a day', () => {
    const forecaster = createForecaster(
      everyDay(0.5, () => 1e6),
      instant(NOW),
      ZONE,
    );
    const { p10, p90 } = forecaster.totalUntil(instant(NOW + 7 * DAY));
    expect(forecaster.method).toBe('pace');
    expect(p90 / p10).toBeGreaterThan(3);
  });

  test('learns weekends', () => {
    const heavy = everyDay(42, (day) => ((day + 3) % 7 >= 5 ? 5e6 : 1e6));
    const forecaster = createForecaster(heavy, instant(NOW), ZONE);
    // It is Friday 17:30 in Hong Kong.
    const weekend = forecaster.totalUntil(instant(NOW + 2.25 * DAY)).p50;
    const week = forecaster.totalUntil(instant(NOW + 7 * DAY)).p50;
    expect(weekend / week).toBeGreaterThan(0.55);
  });

  test('learns nights, also across midnight', () => {
    const rows = everyDay(21, () => 1e6, 22, 24).concat(everyDay(21, () => 1e6, 0, 2));
    const forecaster = createForecaster(rows, instant(NOW), ZONE);
    const evening = forecaster.totalUntil('2026-03-20T21:50:00+08:00').p50;
    const night = forecaster.totalUntil('2026-03-21T02:10:00+08:00').p50;
    expect(evening / night).toBeLessThan(0.25);
  });

  test('follows a lasting change, and continued growth', () => {
    const today = Math.floor((NOW + 8 * HOUR) / DAY);
    const trip = createForecaster(
      everyDay(40, (day) => (today - day <= 6 ? 5e6 : 1e6)),
      instant(NOW),
      ZONE,
    );
    expect(trip.perDay / 28e6).toBeGreaterThan(4);
    const rows = everyDay(40, (day) => 1e6 * 1.04 ** (day - today));
    const growing = createForecaster(rows, instant(NOW), ZONE).totalUntil(instant(NOW + 7 * DAY)).p50;
    const averagePace = rows.reduce((sum, { bytes }) => sum + bytes, 0) / 40;
    expect(growing / (7 * averagePace)).toBeGreaterThan(1.7);
  });

  test('gives the hour that summer time skips or repeats', () => {
    // New York: 8 March 2026 has 23 hours, 1 November 25.
    for (const [before, after] of [
      ['2026-03-08T04:59:00Z', '2026-03-09T04:01:00Z'],
      ['2026-11-01T03:59:00Z', '2026-11-02T05:01:00Z'],
    ] as const) {
      const hours = (Date.parse(after) - Date.parse(before)) / HOUR;
      const start = Date.parse(before) - 28 * DAY;
      const rows = Array.from({ length: 28 * 24 }, (_, hour) => spell(start + hour * HOUR, 1, 1e6));
      const forecaster = createForecaster(rows, before, 'America/New_York');
      expect(forecaster.totalUntil(after).p50 / (hours * 1e6)).toBeCloseTo(1, 1);
      const path = forecaster.path(after, 1);
      path.reduce((last, point) => {
        expect(point.p50).toBeGreaterThan(last);
        return point.p50;
      }, 0);
    }
  });
});

describe('runsOutAt', () => {
  test('agrees with the totals at its own instants', () => {
    fc.assert(
      fc.property(histories, zones, fc.double({ min: 0.05, max: 3, noNaN: true }), (history, zone, share) => {
        const forecaster = createForecaster(history, instant(NOW), zone);
        const until = instant(NOW + 12 * DAY);
        const total = forecaster.totalUntil(until);
        const remaining = Math.max(1, total.p50 * share);
        const out = forecaster.runsOutAt(remaining, until);
        expect(out === null).toBe(total.p50 < remaining);
        if (out === null) return;
        expect(out.p90 === null).toBe(total.p10 < remaining);
        const near = (at: string, quantile: 'p10' | 'p50' | 'p90') => {
          const [before, after] = [-1, 1].map((ms) => forecaster.totalUntil(instant(Date.parse(at) + ms))[quantile]);
          expect(before).toBeLessThanOrEqual(remaining * (1 + 1e-9));
          expect(after).toBeGreaterThanOrEqual(remaining * (1 - 1e-9));
        };
        near(out.p10, 'p90');
        near(out.p50, 'p50');
        if (out.p90 !== null) near(out.p90, 'p10');
        expect(Date.parse(out.p10)).toBeLessThanOrEqual(Date.parse(out.p50));
        expect(Date.parse(out.p50)).toBeLessThanOrEqual(Date.parse(out.p90 ?? until));
      }),
      runs,
    );
  });

  test('is now where nothing remains, and beyond the horizon where much does', () => {
    const forecaster = createForecaster(
      everyDay(20, () => 1e6),
      instant(NOW),
      ZONE,
    );
    const now = '2026-03-20T09:30:00Z';
    expect(forecaster.runsOutAt(0, instant(NOW + DAY))).toEqual({ p10: now, p50: now, p90: now });
    const late = forecaster.runsOutAt(28e6 * 600, instant(NOW + 2000 * DAY));
    expect((Date.parse(late?.p50 ?? now) - NOW) / DAY).toBeGreaterThan(400);
  });
});

test('path passes through the totals, and ends at its end', () => {
  const forecaster = createForecaster(
    everyDay(20, (day) => 1e6 * (1 + (day % 3))),
    instant(NOW),
    ZONE,
  );
  const until = instant(NOW + 2 * DAY + HOUR);
  const path = forecaster.path(until, 6);
  expect(path).toHaveLength(9);
  expect(path[0]?.at).toBe('2026-03-20T15:30:00Z');
  for (const { at, ...range } of path) expect(range).toEqual(forecaster.totalUntil(at));
  expect(Date.parse(path.at(-1)?.at ?? '')).toBe(Date.parse(until));
});
