import { headerOf, type HttpHeader } from '../http-header.ts';
import { originOf } from '../request-head.ts';

/** What tells whether a request carries credentials. */
export type RequestFacts = {
  url: string;
  method: string;
  type: string;
  initiator: string;
  headers: readonly HttpHeader[];
};

/** Cross-origin requests of these types carry no credentials unless the page asks for it (Fetch standard §5.3); fonts never. */
const ASKED_BY_CODE = new Set(['xmlhttprequest', 'json']);

/**
 * A server that answers this very origin and allows credentials has clients of both sorts; one that allows everybody is
 * more often asked without CORS than with it: pages rarely mark a script or picture `crossorigin`.
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
  if (allowed === asker) return 1;
  return allowed === '*' ? RARELY_MARKED : 0;
}

/**
 * The pool of connections: Chromium keeps those of requests without credentials apart (privacy mode), those of
 * each top-level site, and within it those of frames of other sites (network isolation key). Firefox keeps the first
 * two apart (anonymous load, partition key).
 */
export function poolKey(url: string, topSite: string, of: { isUncredentialed: boolean; isForeign: boolean }): string {
  return `${of.isUncredentialed ? 'u' : 'c'}${of.isForeign ? 'x' : ''} ${topSite} ${originOf(url)}`;
}
