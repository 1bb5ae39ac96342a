import { getDomain } from 'tldts';

const WEB_SCHEMES = new Set(['http:', 'https:', 'ws:', 'wss:']);

/**
 * Origins remembered at most. A busy page makes hundreds of requests to a few dozen hosts; parsing each was a third of
 * all work.
 */
const ORIGINS_KEPT = 1000;

/** Nothing longer is a web origin. */
const LONGEST_ORIGIN = 300;

type Place = { host: string; site: string };

const places = new Map<string, Place>();

/**
 * The site of an address: its registrable domain by the public suffix list, private section included, as browsers
 * draw the line themselves (HTML standard, 'schemeful same site'). An IP address, `localhost` or a public suffix is a
 * site of its own.
 *
 * @returns `''` where there is none: not an address, or not of the web (`about:`, `data:`, `file:`, extensions).
 */
export function siteOf(url: string): string {
  return placeOf(url).site;
}

/** The host name of a web address, lower case, without port or trailing dot; `''` where there is none. */
export function hostOf(url: string): string {
  return placeOf(url).host;
}

function placeOf(url: string): Place {
  // An authority ends with the first slash after its own two at the latest (URL standard, 'authority state').
  const begin = url.indexOf('//') + 2;
  const end = url.indexOf('/', begin);
  if (begin === 1 || end === begin || end > LONGEST_ORIGIN || (end < 0 && url.length > LONGEST_ORIGIN))
    return parse(url);
  const origin = end < 0 ? url : url.slice(0, end);
  const found = places.get(origin);
  if (found) return found;
  const place = parse(origin);
  if (places.size >= ORIGINS_KEPT) places.clear();
  places.set(origin, place);
  return place;
}

function parse(url: string): Place {
  let parsed: URL;
  try {
    parsed = new URL(url);
    // A blob's own scheme tells nothing; the origin that it was created in does.
    if (parsed.protocol === 'blob:') parsed = new URL(parsed.pathname);
  } catch {
    return { host: '', site: '' };
  }
  const host = WEB_SCHEMES.has(parsed.protocol) ? parsed.hostname.replace(/\.+$/, '') : '';
  if (host === '') return { host, site: '' };
  return { host, site: getDomain(host, { allowPrivateDomains: true, extractHostname: false }) ?? host };
}
