import type { Size } from './body-size.ts';
import type { SizeKind } from './size-kind.ts';

type Figures = readonly [p10: number, mean: number, p90: number];

/**
 * Public figures for a response of unknown size, in kB as encoded, by kind: 10th percentile, mean, 90th percentile. The
 * percentiles are those of single responses; the means are a median mobile page's bytes of the kind over its requests
 * of the kind (HTTP Archive, Web Almanac 'Page weight', July 2025; 'WebAssembly' of the same year, its mean by the
 * percentiles). A kind without figures takes the row of what it resembles: a script made for one user that of an HTML
 * document. A script that starts a service worker weighs 10 kB in the bench's build sets; what workers fetch 24 to 64
 * kB, and map tiles, which are their usual load, should be 50 kB on average and 500 at most (Mapbox). These are
 * compressed; what workers fetch uncompressed is as short as any answer.
 */
const FIGURES_KB: Readonly<Record<SizeKind, Figures>> = {
  document: [1, 22, 59],
  frame: [1, 12, 59],
  script: [1, 29, 165],
  style: [0.3, 10, 50],
  image: [0.3, 46, 369],
  font: [16, 30, 158],
  media: [7, 900, 11_129],
  fetch: [0.3, 5, 59],
  beacon: [0.05, 0.2, 1],
  websocket: [0.05, 0.2, 1],
  unmeasured: [0.05, 0.2, 1],
  snippet: [1, 22, 59],
  starter: [1, 12, 40],
  work: [3, 30, 100],
  wasm: [2, 100, 316],
  download: [7, 900, 11_129],
  other: [0.3, 5, 59],
};

/**
 * Data that a server took the trouble to compress is no short answer: it takes the figures of an HTML document. (The
 * mean cannot be 5 kB where one in ten is over 59.)
 */
const ENCODED_DATA_KB: Figures = [1, 22, 59];

/**
 * A guess for a body of which nothing is known: the mean, because many guesses are added up. The 80 % between the
 * percentiles stand for the 90 % interval: the tails are rare and long, and a page of many guesses is kept honest by
 * bounds that add up.
 */
export function sizePrior({ kind, encoded }: { kind: SizeKind; encoded: boolean }): Size {
  const isData = kind === 'fetch' || kind === 'other';
  const like = kind === 'work' && !encoded ? 'fetch' : kind;
  const [low, mean, high] = isData && encoded ? ENCODED_DATA_KB : FIGURES_KB[like];
  return { bytes: mean * 1000, low: low * 1000, high: high * 1000, evidence: 'modelled' };
}
