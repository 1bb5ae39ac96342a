import type { Size } from './body-size.ts';
import type { Kind } from './kind.ts';

/**
 * Public figures for a response of unknown size, in kB as encoded, by kind: 10th percentile, mean, 90th percentile.
 * The percentiles are those of single responses; the means are a median mobile page's bytes of the kind over its
 * requests of the kind (HTTP Archive, Web Almanac 'Page weight', July 2025). What the figures leave out takes the row
 * of what it resembles.
 */
const FIGURES_KB: Readonly<Record<Kind, readonly [p10: number, mean: number, p90: number]>> = {
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
  other: [0.3, 5, 59],
};

/**
 * A guess for a body nothing is known of: the mean, because many of them are added up, between the percentiles. The
 * 80 % between them stand for the 90 % interval; the tails are rare and long, and a page of many guesses is kept
 * honest by bounds that add up.
 */
export function sizePrior(kind: Kind): Size {
  const [low, mean, high] = FIGURES_KB[kind];
  return { bytes: mean * 1000, low: low * 1000, high: high * 1000, evidence: 'modelled' };
}
