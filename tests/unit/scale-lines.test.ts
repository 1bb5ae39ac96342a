import { expect, it } from 'vitest';
import { scaleLines } from '../../src/ui/bank/scale-lines.ts';
import { scaleTicks } from '../../src/ui/bank/scale-ticks.ts';

it('each mark of a scale is drawn, the major ones longer', () => {
  expect(scaleLines([], false)).toBe('');
  expect(
    scaleLines(
      [
        { at: 0, major: true },
        { at: 1 / 3, major: false },
      ],
      false,
    ),
  ).toBe('M0 0V5M33.333 0V3');
});

it('the right end is drawn once, whether or not a step falls on it', () => {
  for (const total of [12, 13.7]) expect(scaleLines(scaleTicks(total), true).match(/M100 /g)).toEqual(['M100 ']);
  expect(scaleLines([{ at: 0.5, major: false }], true)).toBe('M50 0V3M100 0V5');
});
