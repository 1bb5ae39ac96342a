import { getDomain } from 'tldts';

const WEB_SCHEMES = new Set(['http:', 'https:', 'ws:', 'wss:']);

/**
 * The site of an address: its registrable domain by the public suffix list, private section included, as browsers
 * draw the line themselves (HTML standard, 'schemeful same site'). An IP address, `localhost` or a public suffix is a
 * site of its own.
 *
 * @returns `''` where there is none: not an address, or not of the web (`about:`, `data:`, `file:`, extensions).
 */
export function siteOf(url: string): string {
  const host = hostOf(url);
  return host === '' ? '' : (getDomain(host, { allowPrivateDomains: true, extractHostname: false }) ?? host);
}

/** The host name of a web address, lower case, without port or trailing dot; `''` where there is none. */
export function hostOf(url: string): string {
  let parsed: URL;
  try {
    parsed = new URL(url);
    // A blob's own scheme says nothing; the origin it was made in does.
    if (parsed.protocol === 'blob:') parsed = new URL(parsed.pathname);
  } catch {
    return '';
  }
  return WEB_SCHEMES.has(parsed.protocol) ? parsed.hostname.replace(/\.+$/, '') : '';
}
