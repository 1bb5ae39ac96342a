import { headerOf, type HttpHeader } from '../core/http-header.ts';
import { LARGE_PATH } from '../core/guard-rules.ts';
import { browser } from './browser.ts';

/** A response that the guard's rules have led away. */
export type LargeResponse = {
  url: string;
  tabId: number;
  /** webRequest's ResourceType. */
  type: string;
  /** Body bytes as its head declares them. */
  bytes: number;
};

type Redirect = {
  url: string;
  tabId: number;
  type: string;
  redirectUrl: string;
  ip?: string;
  responseHeaders?: HttpHeader[];
};
type Listenable = {
  addListener(listener: (details: Redirect) => void, filter: { urls: string[] }, extra: string[]): void;
};

/**
 * Calls for each response that the guard's rules have led away: the browser shows it as a redirect with the response's
 * own head. Must be called in the first turn. Firefox's rules cannot look at heads: there it never calls.
 */
export function onLargeResponse(listener: (response: LargeResponse) => void): void {
  const redirects = browser.webRequest.onBeforeRedirect as unknown as Listenable;
  redirects.addListener(
    ({ url, tabId, type, redirectUrl, ip, responseHeaders = [] }) => {
      // Without an address that answered it was held before anything was asked.
      if (ip === undefined || !isOwn(redirectUrl, type)) return;
      const bytes = Number(headerOf(responseHeaders, 'content-length') ?? NaN);
      if (Number.isFinite(bytes)) listener({ url, tabId, type, bytes });
    },
    { urls: ['http://*/*', 'https://*/*'] },
    ['responseHeaders'],
  );
}

/** The host is the session's own, and no page knows it. */
function isOwn(address: string, type: string): boolean {
  if (!address.startsWith('chrome-extension://')) return false;
  const { pathname } = new URL(address);
  return pathname === (type === 'main_frame' ? '/held.html' : LARGE_PATH);
}
