import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requestBodySize, type RequestBody } from '../../src/browser/request-body.ts';

const bytes = (length: number) => ({ bytes: new ArrayBuffer(length) });

describe('requestBodySize', () => {
  it('sums raw parts', () => {
    expect(requestBodySize({ raw: [bytes(1000), bytes(0), bytes(24)] })).toEqual({
      bodyUp: 1024,
      hasHiddenBody: false,
    });
    expect(requestBodySize({ raw: [] })).toEqual({ bodyUp: 0, hasHiddenBody: false });
  });

  it.each<[string, RequestBody, number]>([
    ['a file', { raw: [bytes(1000), { file: '/tmp/film.mp4' }] }, 1000],
    ['a Blob', { raw: [bytes(1000), {}, bytes(5)] }, 1005],
    ['what the browser could not read', { error: 'Unknown error.' }, 0],
    ['what the browser could not read completely', { error: 'Unknown error.', raw: [bytes(5)] }, 0],
    ['a form, whose files the browser leaves out silently', { formData: { q: ['a'] } }, 3],
  ])('says that there is more: %s', (_, body, bodyUp) => {
    expect(requestBodySize(body)).toEqual({ bodyUp, hasHiddenBody: true });
  });

  it('is unknown without a body', () => {
    expect(requestBodySize({})).toEqual({ bodyUp: null, hasHiddenBody: false });
  });

  it('encodes a form as URL-encoded', () => {
    const formData = { q: ['流量 & more'], page: ['1', '2'] };
    expect(requestBodySize({ formData }).bodyUp).toBe(`q=${encodeURIComponent('流量 & more')}&page=1&page=2`.length);
    expect(requestBodySize({ formData: {} }).bodyUp).toBe(0);
  });

  it('is a lower bound of either encoding of a form', () => {
    const fields = fc.dictionary(
      fc.stringMatching(/^[a-z]{1,9}$/),
      fc.array(fc.stringMatching(/^[a-z0-9 ]{0,20}$/), { minLength: 1, maxLength: 3 }),
    );
    fc.assert(
      fc.property(fields, (formData) => {
        // A space is `%20` here and `+` on the wire: two bytes more for each, at most.
        const spaces = Object.values(formData).flat().join('').split(' ').length - 1;
        const pairs = Object.entries(formData).flatMap(([name, values]) => values.map((value) => [name, value]));
        const spelled = new URLSearchParams(pairs).toString().length;
        expect(requestBodySize({ formData }).bodyUp).toBe(spelled + 2 * spaces);
      }),
    );
  });

  it('counts a form’s binary values as they are', () => {
    expect(requestBodySize({ formData: { file: [new ArrayBuffer(10_000)] } }).bodyUp).toBe('file='.length + 10_000);
  });
});
