import fc from 'fast-check';
import { expect, test } from 'vitest';
import { utf8Length } from '../../src/page/tap/utf8-length.ts';

const charCodeAt = (text: string, at: number) => text.charCodeAt(at);
const length = (text: string) => utf8Length(text, charCodeAt);
const exact = (text: string) => new TextEncoder().encode(text).length;

test('is exact for whole characters of every plane', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => length(text) === exact(text)));
  expect(length('')).toBe(0);
  expect(length('a£流😀')).toBe(10);
});

test('is exact for long texts of one kind', () => {
  for (const unit of ['x', 'é', '流', '😀']) expect(length(unit.repeat(100_000))).toBe(exact(unit.repeat(100_000)));
});

test('looks at no more units of a long text than of a short one, and is close', () => {
  const text = Array.from({ length: 200_000 }, (_, at) => ((at * 7919) % 13 < 6 ? '流' : 'a')).join('');
  let looks = 0;
  const counted = utf8Length(text, (of, at) => {
    looks++;
    return of.charCodeAt(at);
  });
  expect(looks).toBeLessThanOrEqual(4097);
  expect(Math.abs(counted / exact(text) - 1)).toBeLessThan(0.03);
});
