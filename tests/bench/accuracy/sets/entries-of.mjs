import { BUILD } from './build.mjs';
import { freshAfternoon, freshPages } from './fresh.mjs';
import { JUDGE } from './judge.mjs';
import { PAGES_BUILD, PAGES_JUDGE } from './pages.mjs';

/** @type {Record<string, (seed: string) => import('./entry.mjs').Entry[]>} */
const SETS = {
  build: () => BUILD,
  judge: () => JUDGE,
  all: () => [...BUILD, ...JUDGE],
  'pages-build': () => PAGES_BUILD,
  'pages-judge': () => PAGES_JUDGE,
  fresh: freshAfternoon,
  'pages-fresh': freshPages,
};

/** Small sites of different nature, and an ordinary page. */
const SHORT = ['team-talk', 'album-share', 'tram-times', 'sheet-works', 'ticker-live', 'plaza-a'];

/**
 * The sites to visit.
 *
 * @param {Pick<import('../options.mjs').Options, 'set' | 'seed' | 'short' | 'site'>} options
 */
export function entriesOf({ set, seed, short, site }) {
  const entries = short
    ? [...JUDGE, ...PAGES_JUDGE].filter(({ name }) => SHORT.includes(name.replace('.test', '')))
    : (SETS[set]?.(seed) ?? []);
  return site.length ? entries.filter(({ name }) => site.some((part) => name.includes(part))) : entries;
}
