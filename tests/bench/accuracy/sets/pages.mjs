import { pageMix } from '../scenarios/page-mix.mjs';
import { entry } from './entry.mjs';

/**
 * Ordinary pages, by the figures of recorded ones.
 *
 * @param {string} of the names' beginning
 * @param {{ requests: number, hosts: number, scale: number }[]} sizes
 */
const pages = (of, sizes) =>
  sizes.map((size, n) => entry(pageMix, { name: `${of}-${String.fromCharCode(97 + n)}.test`, ...size }));

export const PAGES_BUILD = pages('street', [
  { requests: 50, hosts: 8, scale: 1 },
  { requests: 75, hosts: 14, scale: 0.3 },
  { requests: 110, hosts: 22, scale: 0.5 },
  { requests: 140, hosts: 30, scale: 0.12 },
  { requests: 175, hosts: 42, scale: 0.3 },
  { requests: 210, hosts: 55, scale: 0.06 },
  { requests: 250, hosts: 75, scale: 0.1 },
]);

export const PAGES_JUDGE = pages('plaza', [
  { requests: 55, hosts: 10, scale: 0.4 },
  { requests: 85, hosts: 12, scale: 1 },
  { requests: 100, hosts: 28, scale: 0.12 },
  { requests: 130, hosts: 20, scale: 0.5 },
  { requests: 165, hosts: 48, scale: 0.06 },
  { requests: 200, hosts: 40, scale: 0.15 },
  { requests: 245, hosts: 68, scale: 0.08 },
]);
