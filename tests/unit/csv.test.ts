import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvOf } from '../../src/core/csv.ts';

describe('csvOf', () => {
  it('writes no text that a spreadsheet takes for a formula', () => {
    const texts = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '=HYPERLINK("http://a.test","b")'];
    for (const text of texts) expect(csvOf([[text]])).toMatch(/^"?'/);
    expect(csvOf([['=HYPERLINK("a","b")', 'news.test', -5]])).toBe(`"'=HYPERLINK(""a"",""b"")",news.test,-5\n`);
  });

  it('begins no field with a formula character, whatever the text, and loses none of the text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const field = csvOf([[text]]).slice(0, -1);
        const plain = field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
        expect(plain).not.toMatch(/^[=+\-@\t\r\n]/);
        expect(plain.replace(/^'(?='*[=+\-@\t\r\n])/, '')).toBe(text);
      }),
      { examples: [["'+"], ["''=1"], ['@']] },
    );
  });
});
