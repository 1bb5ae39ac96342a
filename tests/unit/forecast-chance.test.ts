import { expect, test } from 'vitest';
import { chance, normalQuantile } from '../../src/core/forecast/chance.ts';

const draws = (purpose: number, day = 20_500) =>
  Array.from({ length: 20_000 }, (_, path) => chance(path, day, purpose));
const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;

test('draws are uniform, and the same when repeated', () => {
  const values = draws(1);
  expect(draws(1)).toEqual(values);
  expect(mean(values)).toBeCloseTo(0.5, 1);
  for (let tenth = 0; tenth < 10; tenth++) {
    const share = values.filter((value) => Math.floor(value * 10) === tenth).length / values.length;
    expect(share).toBeGreaterThan(0.09);
    expect(share).toBeLessThan(0.11);
  }
  expect(Math.min(...values)).toBeGreaterThan(0);
  expect(Math.max(...values)).toBeLessThan(1);
});

test('paths, days and purposes draw independently of each other', () => {
  const correlation = (xs: number[], ys: number[]) =>
    mean(xs.map((x, i) => (x - 0.5) * ((ys[i] as number) - 0.5))) * 12;
  const values = draws(1);
  for (const other of [draws(2), draws(1, 20_501), draws(2, 20_501), values.slice(1).concat(values[0] as number)])
    expect(Math.abs(correlation(values, other))).toBeLessThan(0.03);
});

test('the normal quantile matches published tables', () => {
  for (const [p, z] of [
    [0.5, 0],
    [0.9, 1.2815515655],
    [0.025, -1.9599639845],
    [0.001, -3.0902323062],
  ] as const)
    // prettier-ignore
    expect(normalQuantile(p)).toBeCloseTo(z, 7);
});
