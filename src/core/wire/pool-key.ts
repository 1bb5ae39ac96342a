import { headerOf, type HttpHeader } from '../http-header.ts';
import { originOf, type BrowserName } from '../request-head.ts';

/** What decides which connections a request may use. */
export type PoolFacts = {
  url: string;
  method: string;
  type: string;
  initiator: string;
  headers: readonly HttpHeader[];
  /** Site of the top-level page. */
  topSite: string;
  /** Site of the frame that asked; of a navigation the site it goes to. */
  frameSite: string;
};

/** Cross-origin requests of these types carry no credentials unless the page asks for it (Fetch standard §5.3). */
const ASKED_BY_CODE = new Set(['xmlhttprequest', 'font']);

/**
 * A server that answers this very origin and allows credentials has clients of both sorts; one that allows everybody is
 * more often asked without CORS than with it: pages rarely mark a script or picture `crossorigin`.
 */
const UNSURE = 0.5;
const RARELY_MARKED = 0.2;

/** How likely it is that a request was sent without credentials: 0 to 1. */
export function uncredentialedShare({
  url,
  method,
  type,
  initiator,
  headers,
}: Omit<PoolFacts, 'topSite' | 'frameSite'>) {
  const asker = originOf(initiator);
  if (method === 'OPTIONS') return 1;
  if (type === 'main_frame' || type === 'sub_frame' || asker === '' || asker === originOf(url)) return 0;
  const allowed = headerOf(headers, 'access-control-allow-origin');
  const mayCarry = headerOf(headers, 'access-control-allow-credentials') === 'true';
  if (type === 'font') return 1;
  if (ASKED_BY_CODE.has(type)) return allowed === asker && mayCarry ? UNSURE : 1;
  if (allowed === asker) return 1;
  return allowed === '*' ? RARELY_MARKED : 0;
}

/**
 * The pool of connections: Chromium keeps those of requests without credentials apart (privacy mode), those of
 * each top-level site, and within it those of frames of other sites (network isolation key). Firefox keeps the first
 * two apart (anonymous load, partition key).
 */
export function poolKey(
  facts: Pick<PoolFacts, 'url' | 'topSite' | 'frameSite'>,
  isUncredentialed: boolean,
  browser: BrowserName,
): string {
  const isForeign = browser === 'chromium' && facts.frameSite !== facts.topSite;
  return `${isUncredentialed ? 'u' : 'c'}${isForeign ? 'x' : ''} ${facts.topSite} ${originOf(facts.url)}`;
}
