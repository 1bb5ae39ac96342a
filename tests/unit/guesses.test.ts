import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGuesses, type Guesses } from '../../src/core/guesses.ts';
import { sizeKindOf } from '../../src/core/size-kind.ts';
import type { SizeClass } from '../../src/core/size-model.ts';

const freshGuesses = () => createGuesses({ salt: 'salt', sizes: [], shares: [], times: { plain: [], encoded: [] } });
const data = (rest: Partial<SizeClass> = {}): SizeClass => ({
  host: 'api.test',
  kind: 'fetch',
  encoded: true,
  ...rest,
});

describe('is its last size, with a narrower interval than its host’s, the narrower the less it varies', () => {
  it('is what it was, surer than its host’s, and the surer the more alike', () => {
    const guesses = freshGuesses();
    for (let i = 0; i < 20; i++) guesses.learnSize(data({ address: `other ${i}` }), 2000 + i * 100);
    guesses.learnSize(data({ address: 'big' }), 400_000);
    const once = guesses.size(data({ address: 'big' }), null);
    expect(Math.abs(once.bytes - 400_000)).toBeLessThan(10_000);
    expect(once.low).toBeLessThan(400_000);
    expect(once.high).toBeGreaterThan(400_000);
    for (let i = 0; i < 5; i++) guesses.learnSize(data({ address: 'big' }), 400_000);
    const often = guesses.size(data({ address: 'big' }), null);
    expect(often.high / often.low).toBeLessThan(once.high / once.low);
    expect(guesses.size(data({ address: 'never' }), null).bytes).toBeLessThan(150_000);
  });

  it('survives restarts without the address or its plain hash, is forgotten with its host, and is bounded', () => {
    const guesses = freshGuesses();
    for (let i = 0; i < 1500; i++) guesses.learnSize(data({ address: `hash${i}` }), 5000);
    const kept = guesses.dump();
    expect(kept.sizes.length).toBeLessThan(1100);
    expect(JSON.stringify(kept)).not.toContain('hash1499');
    const again = createGuesses(kept);
    const known = data({ address: 'hash1499' });
    expect(again.size(known, null)).toEqual(guesses.size(known, null));
    expect(createGuesses({ ...kept, salt: 'other' }).size(known, null)).not.toEqual(guesses.size(known, null));
    again.forget(new Set(['api.test']));
    expect(JSON.stringify(again.dump())).not.toContain('api.test');
  });
});

describe('the size of one file', () => {
  it('is the mean of what is likely: over many files, too much and too little even out', () => {
    const file = data({ kind: 'download', encoded: false });
    const sizes = fc.array(fc.integer({ min: 10_000, max: 10_000_000 }), { minLength: 30, maxLength: 60 });
    fc.assert(
      fc.property(sizes, (seen) => {
        const guesses = freshGuesses();
        let [guessed, came] = [0, 0];
        // After the sizes have come in turn several times, they are what is to be expected.
        for (let round = 0; round < 4; round++)
          for (const bytes of seen) {
            if (round > 0) {
              guessed += guesses.size(file, null).bytes;
              came += bytes;
            }
            guesses.learnSize(file, bytes);
          }
        expect(Math.abs(guessed / came - 1)).toBeLessThan(0.1);
      }),
      { numRuns: 20 },
    );
  });
});

describe('hosts whose sizes were learned', () => {
  it('are returned once', () => {
    const guesses = freshGuesses();
    guesses.learnSize(data({ host: 'a.test' }), 5000);
    guesses.learnSize(data({ host: 'b.test' }), 5000);
    expect([...guesses.takeLearned()]).toEqual(['a.test', 'b.test']);
    expect(guesses.takeLearned().size).toBe(0);
  });
});

describe('the size of a response of which only the decoded size is known', () => {
  const isSize = (guesses: Guesses, read: number) => {
    const { bytes, low, high, evidence } = guesses.ofDecoded(data(), read);
    for (const value of [bytes, low, high]) expect(Number.isInteger(value)).toBe(true);
    expect(0 <= low && low <= bytes && bytes <= high && high <= read).toBe(true);
    expect(evidence).toBe('modelled');
    return bytes;
  };

  it('is the decoded size where it was not encoded', () => {
    expect(freshGuesses().ofDecoded(data({ encoded: false }), 12_345)).toEqual({
      ...{ bytes: 12_345, low: 12_345, high: 12_345 },
      evidence: 'observed',
    });
  });

  it('is a guess where it was encoded: never more than the decoded size, and growing with it', () => {
    const lesson = fc.record({ bytes: fc.integer({ min: 1, max: 1e6 }), decoded: fc.integer({ min: 1, max: 1e6 }) });
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(1e9), fc.array(lesson), (read, more, lessons) => {
        const guesses = freshGuesses();
        for (const { bytes, decoded } of lessons) guesses.learnShare(data(), bytes, decoded);
        expect(isSize(guesses, read + more)).toBeGreaterThanOrEqual(isSize(guesses, read));
      }),
    );
  });

  it('learns the compression ratio by host and kind', () => {
    const guesses = freshGuesses();
    for (let i = 0; i < 12; i++) guesses.learnShare(data(), 15_000 + i * 100, 100_000);
    const { bytes, low, high } = guesses.ofDecoded(data(), 1_000_000);
    expect(Math.abs(bytes - 155_000)).toBeLessThan(15_000);
    expect(high / low).toBeLessThan(2.5);
    expect(guesses.ofDecoded(data({ kind: 'script' }), 1_000_000).bytes).toBe(270_000);
  });
});

describe('sizeKindOf', () => {
  const typed = (value: string) => [{ name: 'Content-Type', value }];
  it.each([
    ['application/json', 'fetch'],
    ['text/javascript; charset=utf-8', 'script'],
    ['image/webp', 'image'],
    ['application/wasm', 'wasm'],
    ['text/css', 'style'],
    ['font/woff2', 'font'],
  ])('a fetched %s is sized like %s', (type, kind) => expect(sizeKindOf('fetch', typed(type))).toBe(kind));

  it('sizes what only the browser’s viewer shows, and what a link saves, like other files', () => {
    for (const kind of ['document', 'frame', 'other'] as const)
      expect(sizeKindOf(kind, typed('application/pdf'))).toBe('download');
    expect(sizeKindOf('fetch', typed('application/pdf'))).toBe('fetch');
    expect(sizeKindOf('other', typed('application/zip'))).toBe('download');
    expect(sizeKindOf('other', typed('application/zip'), false)).not.toBe('download');
  });

  it('leaves the kind of what a page’s elements requested', () => {
    expect(sizeKindOf('image', typed('text/html'))).toBe('image');
    expect(sizeKindOf('other', [])).toBe('other');
  });

  it('tells replies and workers from libraries', () => {
    const cached = (value: string) => [{ name: 'Cache-Control', value }];
    expect(sizeKindOf('script', cached('public, max-age=600'))).toBe('script');
    expect(sizeKindOf('script', [])).toBe('script');
    for (const value of ['private, max-age=0', 'No-Store']) expect(sizeKindOf('script', cached(value))).toBe('snippet');
    expect(sizeKindOf('image', cached('private'))).toBe('image');
    expect(sizeKindOf('script', [], false)).toBe('starter');
    expect(sizeKindOf('fetch', typed('application/json'), false)).toBe('work');
    expect(sizeKindOf('fetch', typed('image/png'), false)).toBe('image');
  });
});
