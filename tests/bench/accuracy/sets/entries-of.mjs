import { BUILD } from './build.mjs';
import { JUDGE } from './judge.mjs';
import { PAGES_BUILD, PAGES_JUDGE } from './pages.mjs';

/** @type {Record<string, import('./entry.mjs').Entry[]>} */
const SETS = {
  build: BUILD,
  judge: JUDGE,
  all: [...BUILD, ...JUDGE],
  'pages-build': PAGES_BUILD,
  'pages-judge': PAGES_JUDGE,
};

/** Small sites of different nature, and an ordinary page. */
const SHORT = ['team-talk', 'album-share', 'tram-times', 'sheet-works', 'ticker-live', 'plaza-a'];

/**
 * The sites to visit.
 *
 * @param {Pick<import('../options.mjs').Options, 'set' | 'short' | 'site'>} options
 */
export function entriesOf({ set, short, site }) {
  const entries = short
    ? [...JUDGE, ...PAGES_JUDGE].filter(({ name }) => SHORT.includes(name.replace('.test', '')))
    : (SETS[set] ?? []);
  return site.length ? entries.filter(({ name }) => site.some((part) => name.includes(part))) : entries;
}
