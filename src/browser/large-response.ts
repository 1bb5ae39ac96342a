import { LARGE_PATH } from '../core/guard-rules.ts';
import { contentLengthOf, type HttpHeader } from '../core/http-header.ts';

/** A response that the guard's rules have led away. */
export type LargeResponse = {
  url: string;
  tabId: number;
  /** webRequest's ResourceType. */
  type: string;
  /** Body bytes as its head declares them. */
  bytes: number;
};

/** What webRequest tells of a redirect. */
export type Redirect = {
  url: string;
  tabId: number;
  type: string;
  redirectUrl?: string;
  ip?: string | null;
  responseHeaders?: HttpHeader[];
};

/**
 * The response that a redirect stands for, where it is the guard's: the browser shows what its rules lead away as a redirect with
 * the response's own head. `null`: it is another's. Firefox's rules cannot look at heads: there it always is.
 */
export function largeResponseOf(redirect: Redirect): LargeResponse | null {
  const { url, tabId, type, redirectUrl = '', ip = null, responseHeaders = [] } = redirect;
  // Without an address that answered it was held before anything was asked.
  if (ip === null || !isOwn(redirectUrl, type)) return null;
  const bytes = contentLengthOf(responseHeaders);
  return bytes === null ? null : { url, tabId, type, bytes };
}

/** The host is the session's own, and no page knows it. */
function isOwn(address: string, type: string): boolean {
  if (!address.startsWith('chrome-extension://')) return false;
  const { pathname } = new URL(address);
  return pathname === (type === 'main_frame' ? '/held.html' : LARGE_PATH);
}
