import { expect, it } from 'vitest';
import { outlookOf } from '../../src/core/outlook.ts';
import { planStatus } from '../../src/core/plan-status.ts';
import { allowanceOf, planOf } from './plan-fixture.ts';

const START = Date.parse('2026-11-18T16:00:00Z');
const HOUR = 3_600_000;
const at = (hours: number) => new Date(START + hours * HOUR).toISOString();
const plan = planOf({
  activatedAt: at(0),
  timeZone: 'Asia/Hong_Kong',
  validity: { kind: 'days', days: 7, clock: 'calendar' },
  allowances: [allowanceOf({ bytes: 15e9 }), allowanceOf({ id: 'app', bytes: 1e9, sites: ['video.test'] })],
});
const row = (hour: number, bytes: number, site = '') => ({ from: at(hour), to: at(hour + 0.25), site, bytes });
const usage = [row(1, 1e9), row(1.5, 1e9), row(30, 2e9), row(40, 5e8, 'video.test')];

it('the outlook rises from 0 to the status’s total, and is flat where nothing was used', () => {
  const status = planStatus(plan, usage, at(60));
  const { used, from, to } = outlookOf(status, usage);
  expect([from, to]).toEqual([START, START + 168 * HOUR]);
  expect(used.map((point) => [(point.at - START) / HOUR, point.bytes])).toEqual([
    [0, 0],
    [1, 0],
    [2, 2e9],
    [30, 2e9],
    [31, 4e9],
    [60, 4e9],
  ]);
});

it('the outlook ends in the range of the status’s forecast', () => {
  const status = planStatus(plan, usage, at(60));
  const { ahead } = outlookOf(status, usage);
  const { atEnd } = status.forecast;
  expect(ahead.at(-1)).toMatchObject({ at: START + 168 * HOUR, low: atEnd!.p10, middle: atEnd!.p50, high: atEnd!.p90 });
  for (const [i, point] of ahead.entries()) {
    expect(point.low).toBeGreaterThanOrEqual(i === 0 ? status.used : ahead[i - 1]!.low);
    expect(point.low).toBeLessThanOrEqual(point.middle);
    expect(point.middle).toBeLessThanOrEqual(point.high);
  }
});

it('the outlook spreads what a reading found outside this browser like the rest', () => {
  const readings = [
    { asOf: at(50), used: 8e9, unit: 1000 as const, scope: 'general' as const, source: 'app' as const },
  ];
  const status = planStatus(plan, usage, at(60), readings);
  const { used } = outlookOf(status, usage);
  expect(used.at(-1)!.bytes).toBe(status.used);
  expect(used.find((point) => point.at === START + 2 * HOUR)!.bytes).toBeCloseTo(status.used / 2);
});

it('the outlook has no future without a forecast', () => {
  const status = planStatus(plan, [], at(1));
  expect(outlookOf(status, []).ahead).toEqual([]);
  expect(outlookOf(status, []).used.at(-1)).toEqual({ at: START + HOUR, bytes: 0 });
});
