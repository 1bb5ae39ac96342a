import { expect, test } from 'vitest';
import { readBytes, readNumber, readWhole } from '../../src/ui/plan/read-field.ts';

test.each([
  ['7', 7],
  [' 2.5 ', 2.5],
  ['2,5', 2.5],
  ['0,125', 0.125],
  ['1,000', 1000],
  ['12,500.5', 12_500.5],
  ['1,000,000', 1_000_000],
  ['1,00', 1],
  ['1,0000', 1],
  ['1,000,00', undefined],
  ['', undefined],
  ['-1', undefined],
  ['a lot', undefined],
  ['１２．５', 12.5],
  ['１，０００', 1000],
  ['.5', 0.5],
  ['0x10', undefined],
  ['1e3', undefined],
])('%j is read as %s', (typed, value) => expect(readNumber(typed, Infinity)).toBe(value));

test('a number formatted with thousands separators is read back as it was', () => {
  for (const value of [1, 999, 1000, 1024, 65_536, 99_999])
    expect(readBytes(value.toLocaleString('en'), 'MB', 1000)).toBe(value * 1e6);
});

test('whole numbers are read as Chinese keyboards type them, too', () => {
  expect(readWhole('１５', 1, 31)).toBe(15);
  expect(readWhole(' 15 ', 1, 31)).toBe(15);
  for (const typed of ['', '1.5', '0', '32', '0x10', '1e1', '-1']) expect(readWhole(typed, 1, 31)).toBeUndefined();
});
