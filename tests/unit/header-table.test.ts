import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHeaderTable } from '../../src/core/wire/header-table.ts';
import { stringBytes } from '../../src/core/wire/huffman-length.ts';

const block = (table: ReturnType<typeof createHeaderTable>, fields: readonly (readonly [string, string])[]) =>
  fields.reduce((bytes, [name, value]) => bytes + table.add(name, value), 0);

describe('the header table', () => {
  it('costs what RFC 7541 appendix C.4 lists, request after request', () => {
    const table = createHeaderTable();
    const plain = [
      [':method', 'GET'],
      [':scheme', 'http'],
      [':path', '/'],
      [':authority', 'www.example.com'],
    ] as const;
    expect(block(table, plain)).toBe(17);
    expect(block(table, [...plain, ['cache-control', 'no-cache']])).toBe(12);
    const custom = [
      [':method', 'GET'],
      [':scheme', 'https'],
      [':path', '/index.html'],
      [':authority', 'www.example.com'],
      ['custom-key', 'custom-value'],
    ] as const;
    expect(block(table, custom)).toBe(24);
  });

  it('drops the oldest fields beyond 4096 bytes', () => {
    const table = createHeaderTable();
    const first = table.add('x-first', 'a'.repeat(100));
    expect(table.add('x-first', 'a'.repeat(100))).toBe(1);
    for (let n = 0; n < 40; n++) table.add('x-more', `${n} ${'b'.repeat(100)}`);
    expect(table.add('x-first', 'a'.repeat(100))).toBe(first);
  });

  it('accepts a field larger than the table, and is empty afterwards', () => {
    const table = createHeaderTable();
    table.add('x-small', 'some value');
    table.add('x-huge', 'c'.repeat(5000));
    expect(table.add('x-small', 'some value')).toBeGreaterThan(1);
  });

  it('does not store values that differ each time', () => {
    const table = createHeaderTable();
    expect(table.add('etag', '"abcdef"')).toBe(table.add('etag', '"abcdef"'));
  });

  it('never costs more than the literal field, nor less than a byte', () => {
    const field = fc.tuple(fc.stringMatching(/^[a-z-]{1,20}$/), fc.string({ maxLength: 300 }));
    fc.assert(
      fc.property(fc.array(field, { maxLength: 60 }), (fields) => {
        const table = createHeaderTable();
        for (const [name, value] of fields) {
          const bytes = table.add(name, value);
          expect(bytes).toBeGreaterThanOrEqual(1);
          expect(bytes).toBeLessThanOrEqual(name.length + value.length + 7);
        }
      }),
    );
  });
});

describe('stringBytes', () => {
  it('is what RFC 7541 appendix C lists', () => {
    expect(stringBytes('www.example.com')).toBe(13);
    expect(stringBytes('no-cache')).toBe(7);
    expect(stringBytes('Mon, 21 Oct 2013 20:13:21 GMT')).toBe(23);
    expect(stringBytes('')).toBe(1);
  });
});
