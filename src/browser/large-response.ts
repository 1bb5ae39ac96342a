import { LARGE_PATH } from '../core/guard-rules.ts';
import { contentLengthOf, type HttpHeader } from '../core/http-header.ts';

/** A response that the guard's rules have redirected. */
export type LargeResponse = {
  url: string;
  tabId: number;
  /** webRequest's ResourceType. */
  type: string;
  /** Body bytes as its head declares them. */
  bytes: number;
};

/** A redirect as webRequest reports it. */
export type Redirect = {
  url: string;
  tabId: number;
  type: string;
  redirectUrl?: string;
  ip?: string | null;
  responseHeaders?: HttpHeader[];
};

/**
 * The response behind a redirect by the guard: the browser reports what its rules redirect with the response's own
 * head. `null`: it is another redirect. Firefox's rules cannot look at heads: there it always is.
 */
export function largeResponseOf(redirect: Redirect): LargeResponse | null {
  const { url, tabId, type, redirectUrl = '', ip = null, responseHeaders = [] } = redirect;
  // Without a server's address it was held before anything was requested.
  if (ip === null || !isOwn(redirectUrl, type)) return null;
  const bytes = contentLengthOf(responseHeaders);
  return bytes === null ? null : { url, tabId, type, bytes };
}

/** The host is random per session, and no page knows it. */
function isOwn(address: string, type: string): boolean {
  if (!address.startsWith('chrome-extension://')) return false;
  const { pathname } = new URL(address);
  return pathname === (type === 'main_frame' ? '/held.html' : LARGE_PATH);
}
