import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { sizeOfKept } from '../../src/core/kept-copy.ts';
import { keptCopyOf } from '../../src/page/kept-copy-of.ts';

/** Text of real packages, as servers send it, of 10 kB to 1 MB. */
const FILES = [
  'hls.js/dist',
  'dashjs/dist/modern/umd',
  'valibot/dist',
  'tldts/dist/cjs',
  'axios/dist',
  'temporal-polyfill',
]
  .flatMap((folder) => {
    const from = path.join('node_modules', folder);
    return readdirSync(from).map((name) => path.join(from, name));
  })
  .filter((file) => /\.(js|mjs|cjs|json|css|md|ts)$/.test(file))
  .map((file) => readFileSync(file))
  .filter(({ length }) => length > 10_000 && length < 1_000_000);

const brotli = (body: Buffer, quality: number) =>
  brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }).length;
const PACKED: Record<string, ((body: Buffer) => number)[]> = {
  gzip: [1, 6, 9].map((level) => (body) => gzipSync(body, { level }).length),
  br: [4, 5, 6].map((quality) => (body) => brotli(body, quality)),
};

describe('a copy that the cache has kept', () => {
  it('is as large as it was read where it came as it is', () => {
    expect(sizeOfKept({ decoded: 1234, gzipShare: 0.3 }, null)).toEqual({
      bytes: 1234,
      low: 1234,
      high: 1234,
      evidence: 'observed',
    });
  });

  it('says nothing in an encoding that is not known', () => {
    expect(sizeOfKept({ decoded: 1234, gzipShare: 0.3 }, 'dcb')).toBeNull();
    expect(sizeOfKept({ decoded: 1234, gzipShare: 0.3 }, 'gzip, br')).toBeNull();
  });

  for (const [encoding, levels] of Object.entries(PACKED))
    it(`tells what ${encoding} left of it within its interval nine times in ten, at the levels of servers`, async () => {
      const errors: number[] = [];
      let held = 0;
      for (const body of FILES) {
        const copy = await copyOf(body);
        const { bytes, low, high } = sizeOfKept(copy, encoding)!;
        for (const packed of levels) {
          const truth = packed(body);
          if (truth >= low && truth <= high) held++;
          errors.push(bytes / truth - 1);
        }
      }
      expect(FILES.length).toBeGreaterThan(10);
      expect(held / errors.length).toBeGreaterThanOrEqual(0.9);
      expect(Math.abs(errors.reduce((sum, error) => sum + error, 0) / errors.length)).toBeLessThan(0.03);
    });

  it('is read of one’s own origin, from the cache alone, and of a whole answer', async () => {
    const asked: [string, RequestInit][] = [];
    const answer = (status: number) =>
      Object.assign(globalThis, {
        location: new URL('https://www.news.test/page'),
        fetch: (url: string, init: RequestInit) => {
          asked.push([url, init]);
          return Promise.resolve(new Response('x', { status }));
        },
      });
    answer(200);
    expect(await keptCopyOf('https://www.other.test/a')).toBeNull();
    expect(asked).toEqual([]);
    expect(await keptCopyOf('https://www.news.test/a')).toMatchObject({ decoded: 1 });
    expect(asked[0]![1]).toMatchObject({ cache: 'only-if-cached', mode: 'same-origin', redirect: 'error' });
    // What the document has fetched itself its timeline tells better.
    performance.mark('https://www.news.test/own');
    expect(await keptCopyOf('https://www.news.test/own')).toBeNull();
    answer(206);
    expect(await keptCopyOf('https://www.news.test/a')).toBeNull();
    Object.assign(globalThis, { fetch: () => Promise.reject(new TypeError('Failed to fetch')) });
    expect(await keptCopyOf('https://www.news.test/a')).toBeNull();
  });
});

/** What a page says of a copy of that body. */
async function copyOf(body: Buffer) {
  Object.assign(globalThis, {
    location: new URL('https://www.news.test/'),
    fetch: () => Promise.resolve(new Response(new Uint8Array(body))),
  });
  return (await keptCopyOf('https://www.news.test/text'))!;
}
