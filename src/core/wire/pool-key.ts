import { headerOf, type HttpHeader } from '../http-header.ts';
import { originOf } from '../request-head.ts';

/** Facts of a request that tell whether it carries credentials. */
export type RequestFacts = {
  url: string;
  method: string;
  type: string;
  initiator: string;
  headers: readonly HttpHeader[];
};

/**
 * Cross-origin requests of these types carry no credentials unless the page asks for it (Fetch standard §5.3), and
 * fonts never do.
 */
const ASKED_BY_CODE = new Set(['xmlhttprequest', 'json']);

/**
 * How likely a request carries no credentials. `UNSURE`: a server that allows this very origin and credentials has
 * clients of both sorts. `RARELY_MARKED`: one that allows any origin gets more requests without CORS than with it, for
 * pages rarely mark a script or image `crossorigin`.
 */
const UNSURE = 0.5;
const RARELY_MARKED = 0.2;

/** How likely it is that a request was sent without credentials: 0 to 1. */
export function uncredentialedShare({ url, method, type, initiator, headers }: RequestFacts): number {
  const asker = originOf(initiator);
  if (method === 'OPTIONS') return 1;
  if (type === 'main_frame' || type === 'sub_frame' || asker === '' || asker === originOf(url)) return 0;
  if (type === 'font') return 1;
  const allowed = headerOf(headers, 'access-control-allow-origin');
  if (ASKED_BY_CODE.has(type)) {
    if (allowed !== asker) return 1;
    return headerOf(headers, 'access-control-allow-credentials') === 'true' ? UNSURE : 1;
  }
  if (allowed !== asker && allowed !== '*') return 0;
  return allowed === asker && isReflected(headers) ? 1 : RARELY_MARKED;
}

/** Whether a server answers the request's own Origin: others write the name of their page's origin on everything. */
const isReflected = (headers: readonly HttpHeader[]): boolean =>
  headerOf(headers, 'access-control-allow-credentials') === 'true' ||
  /\borigin\b/i.test(headerOf(headers, 'vary') ?? '');

/**
 * The key of the connection pool that a request uses: Chromium separates requests without credentials (privacy mode),
 * each top-level site, and within that frames of other sites (network isolation key). Firefox separates the first two
 * (anonymous load, partition key).
 */
export function poolKey(url: string, topSite: string, of: { isUncredentialed: boolean; isForeign: boolean }): string {
  return `${of.isUncredentialed ? 'u' : 'c'}${of.isForeign ? 'x' : ''} ${topSite} ${originOf(url)}`;
}
