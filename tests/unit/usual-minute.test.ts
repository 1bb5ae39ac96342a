import { expect, it } from 'vitest';
import { addToMinute, usualMinute } from '../../src/core/usual-minute.ts';

const MINUTE = 60_000;
const usualMinuteOf = (...slots: [minutes: number, bytes: number][]) => {
  const sum = { bytes: 0, weighed: 0 };
  for (const [minutes, bytes] of slots) addToMinute(sum, { from: 0, to: minutes * MINUTE }, bytes);
  return usualMinute(sum);
};

it('a usual minute is the mean of similar slots', () => {
  expect(usualMinuteOf([15, 30e6], [15, 30e6])).toBe(2e6);
});

it('a usual minute is hardly affected by glances and tabs left open', () => {
  const glances = Array.from({ length: 100 }, (): [number, number] => [15, 15e3]);
  expect(usualMinuteOf([15, 150e6], ...glances)! / 10e6).toBeCloseTo(1, 1);
});

it('a usual minute is unknown without slots, and from folded slots', () => {
  expect(usualMinuteOf()).toBeNull();
  expect(usualMinuteOf([15, 0], [60, 9e6])).toBeNull();
});

it('a slot that has just begun counts as at least a minute', () => {
  expect(usualMinuteOf([0.1, 5e6])).toBe(5e6);
});
