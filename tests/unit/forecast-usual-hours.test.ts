import { expect, test } from 'vitest';
import { supposedHours, usualShare } from '../../src/core/forecast/usual-hours.ts';

const day = Array.from({ length: 24 }, (_, hour) => hour);
const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
const at = (hours: number[], values: number[]) => sum(hours.map((hour) => values[hour] ?? NaN));

test('the shares of a day add up to 1, whatever the hours of use', () => {
  for (const late of [-4, 0, 8]) expect(sum(day.map((hour) => usualShare(hour, late)))).toBeCloseTo(1, 12);
  const used = day.map((hour) => hour % 5);
  expect(sum(supposedHours(used, Array(24).fill(1) as number[]))).toBeCloseTo(1, 12);
});

test('without use, an evening is assumed to weigh more than a night', () => {
  const hours = supposedHours(Array(24).fill(0) as number[], Array(24).fill(0) as number[]);
  expect(at([19, 20, 21], hours)).toBeGreaterThan(2 * at([3, 4, 5], hours));
});

test('one night of use shifts the assumed day: the following mornings weigh less', () => {
  const seen = day.map((hour) => (hour >= 20 || hour < 8 ? 1 : 0));
  const late = supposedHours(day.map((hour) => (hour < 4 ? 1 : 0)), seen); // prettier-ignore
  const early = supposedHours(day.map((hour) => (hour >= 20 || hour === 7 ? 1 : 0)), seen); // prettier-ignore
  expect(at([8, 9, 10], late)).toBeLessThan(0.7 * at([8, 9, 10], early));
  expect(at([1, 2, 3], late)).toBeGreaterThan(1.5 * at([1, 2, 3], early));
});

test('hours that were not observed are no evidence of rest', () => {
  const used = day.map((hour) => (hour >= 19 && hour < 22 ? 1 : 0));
  const evening = used.map((use) => use);
  const whole = Array(24).fill(1) as number[];
  expect(at([12, 13, 14], supposedHours(used, evening))).toBeGreaterThan(0);
  expect(supposedHours(used, evening)).not.toEqual(supposedHours(used, whole));
});
