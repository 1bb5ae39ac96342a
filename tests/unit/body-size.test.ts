import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { bodySizeOf as sizeOf, redirectSizeOf, type ResponseFacts } from '../../src/core/body-size.ts';
import { contentLengthOf } from '../../src/core/http-header.ts';
import { sizePrior } from '../../src/core/size-prior.ts';

const response = (rest: Partial<ResponseFacts>): ResponseFacts => ({
  method: 'GET',
  status: 200,
  fromCache: false,
  headers: [{ name: 'Content-Length', value: '5000' }],
  ...rest,
});

const GUESS = sizePrior({ kind: 'image', encoded: false });
const bodySizeOf = (facts: ResponseFacts) => sizeOf(facts, () => GUESS);

describe('bodySizeOf', () => {
  it('of a completed response is its declared length', () => {
    expect(bodySizeOf(response({}))).toEqual({ bytes: 5000, low: 5000, high: 5000, evidence: 'declared' });
    expect(bodySizeOf(response({ status: 206 }))).toMatchObject({ bytes: 5000 });
    expect(bodySizeOf(response({ status: 404 }))).toMatchObject({ bytes: 5000 });
  });

  it.each<[string, Partial<ResponseFacts>]>([
    ['a cache hit', { fromCache: true }],
    ['a response to HEAD', { method: 'HEAD', headers: [{ name: 'content-length', value: '4294967296' }] }],
    ['101', { status: 101 }],
    ['103', { status: 103 }],
    ['204', { status: 204 }],
    ['205', { status: 205 }],
    ['304', { status: 304 }],
  ])('is exactly 0: %s', (_, rest) => {
    expect(bodySizeOf(response(rest))).toEqual({ bytes: 0, low: 0, high: 0, evidence: 'exact' });
  });

  it('is guessed where nothing is declared, or where the length is invalid', () => {
    expect(bodySizeOf(response({ headers: [] }))).toEqual(GUESS);
    const headers = [
      { name: 'content-length', value: '5000' },
      { name: 'Transfer-Encoding', value: 'chunked' },
    ];
    expect(bodySizeOf(response({ headers }))).toEqual(GUESS);
  });

  it('requests no guess that it does not need', () => {
    const guess = vi.fn(() => GUESS);
    for (const rest of [{}, { status: 304 }, { method: 'HEAD' }, { fromCache: true }]) sizeOf(response(rest), guess);
    expect(guess).not.toHaveBeenCalled();
    sizeOf(response({ headers: [] }), guess);
    expect(guess).toHaveBeenCalledOnce();
  });

  it('makes no negative and no NaN of garbage', () => {
    const value = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '-5',
        '1e9',
        '0x10',
        'NaN',
        'Infinity',
        '5,5',
        '5, 6',
        '٣',
        '1_000',
        '',
        ' ',
        '+5',
        '5.5',
        '9'.repeat(400),
      ),
    );
    fc.assert(
      fc.property(fc.option(value, { nil: undefined }), fc.integer({ min: 0, max: 999 }), (text, status) => {
        const size = bodySizeOf(response({ headers: [{ name: 'Content-Length', value: text }], status }));
        for (const bytes of [size.bytes, size.low, size.high]) expect(bytes >= 0 && Number.isFinite(bytes)).toBe(true);
        expect(size.low <= size.bytes && size.bytes <= size.high).toBe(true);
      }),
    );
  });
});

describe('contentLengthOf', () => {
  it.each<[string | undefined, number | null]>([
    ['5', 5],
    [' 5 ', 5],
    ['0', 0],
    ['007', 7],
    ['5, 5', 5],
    ['5, 6', null],
    ['5,', null],
    ['-5', null],
    ['5.5', null],
    ['0x10', null],
    ['1e3', null],
    ['', null],
    ['٣', null],
    ['1'.repeat(16), null],
    [undefined, null],
  ])('%j → %j', (value, bytes) => {
    expect(contentLengthOf([{ name: 'CONTENT-LENGTH', value }])).toBe(bytes);
  });

  it('is absent without the header', () => {
    expect(contentLengthOf([{ name: 'x-content-length', value: '5' }])).toBeNull();
  });
});

describe('redirectSizeOf', () => {
  const redirect = (length: string | null, rest: Partial<ResponseFacts> = {}) =>
    redirectSizeOf({
      ...{ method: 'GET', status: 301, fromCache: false, ...rest },
      headers: [
        { name: 'location', value: '/new' },
        ...(length === null ? [] : [{ name: 'content-length', value: length }]),
      ],
    });

  it('is the declared length, as far as it arrives with the head', () => {
    expect(redirect('162')).toMatchObject({ bytes: 162, evidence: 'declared' });
    expect(redirect('5000000').bytes).toBeLessThan(15_000);
    expect(redirect(null).bytes).toBe(0);
    expect(redirect('162', { method: 'HEAD' }).bytes).toBe(0);
  });

  it('is 0 without a Location: a rule redirected, and the response was cut off', () => {
    expect(redirectSizeOf(response({})).bytes).toBe(0);
  });
});
