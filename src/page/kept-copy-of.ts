import type { KeptAsk, KeptCopy } from '../core/kept-copy.ts';
import { keptStamp } from '../core/kept-stamp.ts';

/**
 * Four pieces of a text tell how well all of it compresses: within 5 % nine times in ten, and 1 % on average
 * (`kept-copy.test.ts`). Compressing all of it would block the page's thread.
 */
const SAMPLE = { pieces: 4, pieceBytes: 65_536 };

/** Of a larger body only the beginning is sampled, so that no file has to be held in memory. */
const SAMPLED_BYTES = 4_000_000;

/**
 * The browser's HTTP cache entry for a response of this document's own origin; `null` where there is none, where it is
 * of another response, or where the document's timeline has the size. No request is sent: `only-if-cached` fails where
 * there is no entry (Fetch §4.5), and a content script's request bypasses the page's service worker, its content
 * security policy and its timeline (Chromium 156; `kept-copies.spec.ts` looks at each).
 */
export async function keptCopyOf({ url, stamp, isEncoded }: KeptAsk): Promise<KeptCopy | null> {
  try {
    if (new URL(url).origin !== origin || isInTimeline(url)) return null;
    const response = await fetch(url, { cache: 'only-if-cached', mode: 'same-origin', redirect: 'error' });
    if (response.status !== 200 || keptStamp((name) => response.headers.get(name)) !== stamp) {
      await response.body?.cancel();
      return null;
    }
    const { decoded, beginning } = await read(response, isEncoded ? SAMPLED_BYTES : 0);
    return { decoded, gzipShare: beginning.size === 0 ? 1 : await gzipShareOf(beginning) };
  } catch {
    return null; // no entry, or it was evicted while being read
  }
}

/** A response from a service worker or the cache is in the timeline as well, but with no size on the wire. */
const isInTimeline = (url: string) =>
  performance.getEntriesByName(url, 'resource').some((entry) => (entry as PerformanceResourceTiming).transferSize > 0);

async function read(response: Response, keptBytes: number): Promise<{ decoded: number; beginning: Blob }> {
  const reader = response.body!.getReader();
  const kept: Uint8Array<ArrayBuffer>[] = [];
  let decoded = 0;
  for (let { done, value } = await reader.read(); !done && value; { done, value } = await reader.read()) {
    if (decoded < keptBytes) kept.push(value);
    decoded += value.length;
  }
  return { decoded, beginning: new Blob(kept) };
}

async function gzipShareOf(text: Blob): Promise<number> {
  const sample = sampleOf(text);
  const packed = await new Response(sample.stream().pipeThrough(new CompressionStream('gzip'))).blob();
  return packed.size / sample.size;
}

function sampleOf(text: Blob): Blob {
  const { pieces, pieceBytes } = SAMPLE;
  if (text.size <= pieces * pieceBytes) return text;
  const apart = (text.size - pieceBytes) / (pieces - 1);
  return new Blob(
    Array.from({ length: pieces }, (_, n) => {
      const from = Math.floor(n * apart);
      return text.slice(from, from + pieceBytes);
    }),
  );
}
