import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberText } from '../../src/ui/format/number-text.ts';
import { LANGUAGES } from '../../src/ui/wording/choose.ts';

describe('a formatted number', () => {
  it.each(LANGUAGES)('is what Intl writes in %s', (language) => {
    fc.assert(
      fc.property(fc.integer({ min: -2e9, max: 2e9 }), fc.integer({ min: 0, max: 3 }), (thousandths, decimals) => {
        // A value exactly between two digits may be rounded to either.
        const value = thousandths / 1000 + 1e-7;
        const format = new Intl.NumberFormat(language, {
          minimumFractionDigits: decimals,
          maximumFractionDigits: decimals,
        });
        expect(numberText(value, decimals, language)).toBe(format.format(value));
      }),
    );
  });

  it('groups thousands and has the requested number of decimals', () => {
    expect(numberText(1234567.891, 2, 'en')).toBe('1,234,567.89');
    expect(numberText(999, 0, 'zh-CN')).toBe('999');
    expect(numberText(1000, 1, 'zh-HK')).toBe('1,000.0');
  });
});
