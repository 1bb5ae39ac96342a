import { describe, expect, it } from 'vitest';
import { checkReading } from '../../src/core/check-reading.ts';
import { reading } from './plan-fixture.ts';

const NOW = '2026-03-03T10:00:00.000Z';
const fine = reading('2026-03-03T09:00:00Z', { used: 2e9, remaining: 3e9, total: 5e9 });

describe('a reading from outside', () => {
  it('is kept unchanged, except for unknown keys', () => {
    expect(checkReading({ ...fine, mood: 'good' }, NOW)).toEqual(fine);
    expect(checkReading({ ...fine, used: 1.4 }, NOW)).toMatchObject({ used: 1 });
  });

  it('without a time is taken as of now', () => {
    expect(checkReading({ ...fine, asOf: null }, NOW)).toMatchObject({ asOf: NOW });
  });

  it.each<[unknown, RegExp]>([
    [undefined, /^reading: must be an object$/],
    [null, /^reading: must be an object$/],
    ['3 GB', /^reading: must be an object$/],
    [{}, /^reading\.\w+: /],
    [{ ...fine, asOf: '2026-03-03T10:00:01Z' }, /^reading.asOf: must not lie in the future/],
    [{ ...fine, asOf: 'soon' }, /^reading.asOf: must be an ISO 8601 instant/],
    [{ ...fine, used: -1 }, /^reading.used: must not be negative/],
    [{ ...fine, used: NaN }, /^reading.used: must be a number/],
    [{ ...fine, used: 1e16 }, /^reading.used: must be at most/],
    [{ ...fine, remaining: '3' }, /^reading.remaining: must be a number/],
    [{ ...fine, remaining: 6e9 }, /^reading.remaining: must not be more than total/],
    [{ ...fine, used: undefined, remaining: undefined }, /^reading: must say what is used or what is left/],
    [{ ...fine, unit: 1012 }, /^reading.unit: must be 1000, 1024 or null/],
    [{ ...fine, scope: 'all' }, /^reading.scope: must be general or other/],
    [{ ...fine, source: 'post' }, /^reading.source: /],
    [{ ...fine, text: 'x'.repeat(4001) }, /^reading.text: must not be longer/],
  ])('%j is refused', (input, message) => {
    expect((checkReading(input, NOW) as { error: string }).error).toMatch(message);
  });
});
