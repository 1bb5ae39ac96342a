import type { KeptCopy } from '../core/kept-copy.ts';

/**
 * Four pieces of a text tell how well all of it packs: within 4 % nine times in ten, and 1 % in the mean (`kept-copy.test.ts`; half
 * as much, or more pieces, says 2 % too much). To pack all of it would cost the page's thread some 30 ms a megabyte.
 */
const SAMPLE = { pieces: 4, pieceBytes: 65_536 };

/**
 * What the browser's cache has kept of an address of this document's own origin; `null`: nothing, or the document has fetched it
 * itself and its timeline tells more. Nothing is sent for it:
 * `only-if-cached` fails where there is no copy (Fetch §4.5), a content script's request passes by the page's service worker, its
 * content security policy and its timeline (Chromium 156; `kept-copies.spec.ts` looks at each).
 */
export async function keptCopyOf(url: string): Promise<KeptCopy | null> {
  if (new URL(url).origin !== location.origin || performance.getEntriesByName(url).length > 0) return null;
  try {
    const response = await fetch(url, { cache: 'only-if-cached', mode: 'same-origin', redirect: 'error' });
    if (response.status !== 200) return null;
    const copy = await response.blob();
    return { decoded: copy.size, gzipShare: copy.size === 0 ? 1 : await gzipShareOf(copy) };
  } catch {
    return null; // no copy, or it was dropped while it was read
  }
}

async function gzipShareOf(copy: Blob): Promise<number> {
  const sample = sampleOf(copy);
  const packed = await new Response(sample.stream().pipeThrough(new CompressionStream('gzip'))).blob();
  return Math.min(1, packed.size / sample.size);
}

function sampleOf(copy: Blob): Blob {
  const { pieces, pieceBytes } = SAMPLE;
  if (copy.size <= pieces * pieceBytes) return copy;
  const apart = (copy.size - pieceBytes) / (pieces - 1);
  return new Blob(
    Array.from({ length: pieces }, (_, n) => {
      const from = Math.floor(n * apart);
      return copy.slice(from, from + pieceBytes);
    }),
  );
}
