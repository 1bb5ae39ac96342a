import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SPARK, sparkPaths } from '../../src/ui/popup/spark-paths.ts';

const count = (path: string) => path.split('M').length - 1;

test('a week: the days before today, today, and the days to come as a thin line', () => {
  expect(sparkPaths([1, 0, 4], 7)).toEqual({
    past: 'M0 14V10.5h4V14zM5 14V12.88h4V14z',
    today: 'M10 14V0h4V14z',
    ahead: 'M15 14V13h4V14zM20 14V13h4V14zM25 14V13h4V14zM30 14V13h4V14z',
    isWide: true,
  });
});

test('each day is drawn once and within the box, however many there are', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 40 }), fc.integer({ min: 1, max: 40 }), (values, days) => {
      const { past, today, ahead } = sparkPaths(values, days);
      expect(count(past)).toBe(Math.max(0, values.length - 1));
      expect(count(today)).toBe(Math.min(1, values.length));
      expect(count(past) + count(today) + count(ahead)).toBe(Math.max(days, values.length));
      const ends = [...(past + today + ahead).matchAll(/M([\d.]+) 14V([\d.]+)h([\d.]+)V14z/g)];
      expect(ends).toHaveLength(Math.max(days, values.length));
      for (const [, left, top, width] of ends) {
        expect(Number(left) + Number(width)).toBeLessThanOrEqual(SPARK.width + 0.02);
        expect(Number(top)).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});
