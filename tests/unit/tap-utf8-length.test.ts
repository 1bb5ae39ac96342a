import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { utf8Length } from '../../src/page/tap/utf8-length.ts';

const exact = (text: string) => new TextEncoder().encode(text).length;

test('the UTF-8 length is exact for whole characters of every plane', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => utf8Length(text) === exact(text)));
  expect(utf8Length('')).toBe(0);
  expect(utf8Length('a£流😀')).toBe(10);
});

test('the UTF-8 length is exact for long texts of one kind', () => {
  for (const unit of ['x', 'é', '流', '😀']) expect(utf8Length(unit.repeat(100_000))).toBe(exact(unit.repeat(100_000)));
});

test('the UTF-8 length of a long text is estimated from about 4096 code units, and close', async () => {
  const native = vi.spyOn(String.prototype, 'charCodeAt');
  vi.resetModules();
  const { utf8Length: counting } = await import('../../src/page/tap/utf8-length.ts');
  const text = Array.from({ length: 200_000 }, (_, at) => ((at * 7919) % 13 < 6 ? '流' : 'a')).join('');
  native.mockClear();
  const counted = counting(text);
  const looks = native.mock.calls.length;
  native.mockRestore();
  expect(looks).toBeGreaterThan(4000);
  expect(looks).toBeLessThanOrEqual(4097);
  expect(Math.abs(counted / exact(text) - 1)).toBeLessThan(0.03);
});
