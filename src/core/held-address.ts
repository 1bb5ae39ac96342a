import { siteOf } from './site.ts';

/** A web address that was asked for, in the form it will be opened in, and its site. */
export type HeldAddress = { address: string; site: string };

/**
 * Reads the address that stands behind the held page's `#`.
 *
 * @returns `null` for what is no address of the web: scripts, data, extensions' pages, files, words. Nothing else is
 *   ever opened from there.
 */
export function parseHeldAddress(text: string): HeldAddress | null {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return null;
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  const site = siteOf(url.href);
  return site === '' ? null : { address: url.href, site };
}
