import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sizeOfKept, type KeptAsk } from '../../src/core/kept-copy.ts';
import { keptCopyOf } from '../../src/page/kept-copy-of.ts';
import { replyWith } from '../../src/page/reply-with.ts';

const ORIGIN = 'https://www.news.test';

/** Text of real packages, none of which the constants were measured on, as servers send it: 2 kB to 1 MB. */
const FILES = ['svelte/src', 'vitest/dist', 'eslint/lib', 'playwright-core/lib', 'knip/dist', 'fast-check/lib']
  .map((folder) => path.join('node_modules', folder))
  .flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && /\.(js|mjs|cjs|json|css|md|ts|html)$/.test(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort()
      .slice(0, 40),
  )
  .map((file) => readFileSync(file))
  .filter(({ length }) => length > 2000 && length < 1_000_000);

const gzip = (body: Buffer, level: number) => gzipSync(body, { level }).length;
const brotli = (body: Buffer, quality: number) =>
  brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }).length;
const PACKED: Record<string, ((body: Buffer) => number)[]> = {
  gzip: [1, 4, 6, 9].map((level) => (body) => gzip(body, level)),
  br: [4, 5, 6].map((quality) => (body) => brotli(body, quality)),
};

afterEach(() => vi.unstubAllGlobals());

const ask = (rest: Partial<KeptAsk> = {}): KeptAsk => ({
  ...{ url: `${ORIGIN}/text`, stamp: '\n\n', isEncoded: true },
  ...rest,
});

/** Makes the cache return this response. */
function cacheReturns(body: BodyInit | null, init: ResponseInit = {}) {
  const asked: RequestInit[] = [];
  vi.stubGlobal('origin', ORIGIN);
  vi.stubGlobal('fetch', (_: string, how: RequestInit) => {
    asked.push(how);
    return Promise.resolve(new Response(body, init));
  });
  return asked;
}

const copyOf = async (body: Buffer) => {
  cacheReturns(new Uint8Array(body));
  return (await keptCopyOf(ask()))!;
};

describe('a cache entry', () => {
  it('that is not encoded has the size of what was read', () => {
    const size = { bytes: 1234, low: 1234, high: 1234, evidence: 'observed' };
    expect(sizeOfKept({ decoded: 1234, gzipShare: 1 }, null)).toEqual(size);
  });

  it('in an unknown encoding tells nothing', () => {
    for (const encoding of ['dcb', 'gzip, br', 'constructor'])
      expect(sizeOfKept({ decoded: 1234, gzipShare: 0.3 }, encoding)).toBeNull();
  });

  it('shows by a part how well all of it compresses', async () => {
    const errors: number[] = [];
    for (const body of FILES) errors.push((await copyOf(body)).gzipShare / (gzip(body, 6) / body.length) - 1);
    expect(errors.length).toBeGreaterThan(60);
    expect(errors.filter((error) => Math.abs(error) > 0.05).length / errors.length).toBeLessThanOrEqual(0.1);
    expect(Math.abs(errors.reduce((sum, error) => sum + error, 0) / errors.length)).toBeLessThan(0.01);
  });

  it.each(Object.entries(PACKED))(
    'compressed by %s at servers’ usual levels has a size within the interval nine times in ten',
    async (encoding, levels) => {
      const errors: number[] = [];
      let held = 0;
      for (const body of FILES) {
        const { bytes, low, high } = sizeOfKept(await copyOf(body), encoding)!;
        for (const packed of levels) {
          const truth = packed(body);
          if (truth >= low && truth <= high) held++;
          errors.push(bytes / truth - 1);
        }
      }
      expect(held / errors.length).toBeGreaterThanOrEqual(0.9);
      expect(Math.abs(errors.reduce((sum, error) => sum + error, 0) / errors.length)).toBeLessThan(0.03);
    },
  );

  it('is counted completely however large it is, and compressed only on request', async () => {
    cacheReturns(new Uint8Array(9_000_000));
    expect(await keptCopyOf(ask({ isEncoded: false }))).toEqual({ decoded: 9_000_000, gzipShare: 1 });
    expect((await keptCopyOf(ask()))?.decoded).toBe(9_000_000);
    cacheReturns('');
    expect(await keptCopyOf(ask())).toEqual({ decoded: 0, gzipShare: 1 });
  });

  it('is read only from the document’s own origin, and only from the cache', async () => {
    const asked = cacheReturns('x');
    for (const url of ['https://www.other.test/a', 'no address']) expect(await keptCopyOf(ask({ url }))).toBeNull();
    expect(asked).toEqual([]);
    expect(await keptCopyOf(ask())).toMatchObject({ decoded: 1 });
    expect(asked).toMatchObject([{ cache: 'only-if-cached', mode: 'same-origin', redirect: 'error' }]);
  });

  it('is none where there is none, or where the response is another', async () => {
    cacheReturns('x', { status: 206 });
    expect(await keptCopyOf(ask())).toBeNull();
    const headers = { date: 'Sun, 01 Mar 2026 12:00:00 GMT', etag: '"1"' };
    cacheReturns('x', { headers });
    expect(await keptCopyOf(ask())).toBeNull();
    expect(await keptCopyOf(ask({ stamp: 'Sun, 01 Mar 2026 12:00:01 GMT\n"1"\n' }))).toBeNull();
    expect(await keptCopyOf(ask({ stamp: 'Sun, 01 Mar 2026 12:00:00 GMT\n"1"\n' }))).not.toBeNull();
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    expect(await keptCopyOf(ask())).toBeNull();
  });

  it('is not read where the document’s timeline has a size', async () => {
    cacheReturns('x');
    const entry = (transferSize: number) =>
      vi.spyOn(performance, 'getEntriesByName').mockReturnValue([{ transferSize } as unknown as PerformanceEntry]);
    entry(1000);
    expect(await keptCopyOf(ask())).toBeNull();
    // From a service worker, or from the cache.
    entry(0);
    expect(await keptCopyOf(ask())).not.toBeNull();
    vi.restoreAllMocks();
  });
});

describe('a lookup’s answer', () => {
  it('comes at once or later, or is none after a failure', async () => {
    const replies: unknown[] = [];
    const reply = (answer: unknown) => void replies.push(answer);
    expect(replyWith(undefined, reply)).toBeUndefined();
    expect(replyWith('now', reply)).toBeUndefined();
    expect(replyWith(Promise.resolve('later'), reply)).toBe(true);
    expect(replyWith(Promise.reject(new Error('failed')), reply)).toBe(true);
    await new Promise((done) => setTimeout(done));
    expect(replies).toEqual(['now', 'later', null]);
  });
});
