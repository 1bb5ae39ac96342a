import type { HttpHeader } from '../core/http-header.ts';
import type { RequestEvent } from '../core/request-event.ts';
import { askedFrom } from '../core/media-part.ts';
import { browser } from './browser.ts';
import { largeResponseOf, type LargeResponse } from './large-response.ts';
import { requestBodySize, type RequestBody } from './request-body.ts';
import { topUrlOf } from './top-url.ts';

/** The details that webRequest gives in either browser; each leaves out what it does not know. */
type Details = {
  requestId: string;
  url: string;
  method: string;
  type: string;
  tabId: number;
  frameId: number;
  timeStamp: number;
  fromCache?: boolean;
  statusCode?: number;
  statusLine?: string;
  requestHeaders?: HttpHeader[];
  responseHeaders?: HttpHeader[];
  ip?: string | null;
  redirectUrl?: string;
  requestBody?: RequestBody | null;
  error?: string;
  // Chromium
  initiator?: string;
  frameType?: string;
  documentLifecycle?: string;
  documentId?: string;
  // Firefox. The sizes are documented for onCompleted; onErrorOccurred carries them too.
  documentUrl?: string;
  originUrl?: string;
  frameAncestors?: { url: string }[];
  incognito?: boolean;
  requestSize?: number;
  responseSize?: number;
};

type Filter = { urls: string[]; types?: string[] };
type Listenable = { addListener(listener: (details: Details) => void, filter: Filter, extra?: string[]): void };
type WebRequest = Record<
  'onBeforeRequest' | 'onSendHeaders' | 'onResponseStarted' | 'onBeforeRedirect' | 'onCompleted' | 'onErrorOccurred',
  Listenable
> & {
  ResourceType?: Record<string, string>;
};

const URLS = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*'];

/**
 * Only these can carry a body, name a frame, or, for media, tell the wait for the head; listening to the rest would
 * cost one more event for each image.
 */
const TYPES_HEARD_SENT = ['main_frame', 'sub_frame', 'xmlhttprequest', 'ping', 'csp_report', 'media', 'other'];

/**
 * What is often cancelled part-way, or read by pages while it arrives. Chromium's onErrorOccurred has no headers: the
 * declared length of a cancelled response must be remembered from its start. Scripts, styles and fonts end before
 * anybody leaves; images nearly so, and they are half of all requests: a second event for each took a third of the
 * background's time.
 */
const TYPES_OFTEN_CANCELLED = ['main_frame', 'sub_frame', 'xmlhttprequest', 'media', 'object', 'other'];

/** What to call for request events. */
export type RequestListener = {
  /** Each event of each request. */
  heard(event: RequestEvent): void;
  /** A response that the guard's rules have redirected: called after the event of that redirect. */
  large(response: LargeResponse): void;
};

/** Subscribes to all requests. Must be called in the first turn, or the browser does not wake the worker for them. */
export function onRequest({ heard, large }: RequestListener): void {
  const api = browser.webRequest as unknown as WebRequest;
  const isFirefox = import.meta.env.FIREFOX;
  const tell = (phase: RequestEvent['phase']) => (details: Details) => heard(normalise(phase, details));
  if (isFirefox) {
    // Without onBeforeRequest Firefox reports tabId −1 for most main frames; and a redirect has no sizes, so what was
    // sent to it must be known from here.
    api.onBeforeRequest.addListener(tell('sent'), { urls: URLS }, ['requestBody']);
    // For a cancelled Range request, nothing else tells its offset. Listening for its head would lose its sizes
    // (`UntoldSizes`).
    api.onSendHeaders.addListener(tell('sent'), { urls: URLS, types: ['media'] }, ['requestHeaders']);
    api.onCompleted.addListener(tell('completed'), { urls: URLS }, ['responseHeaders']);
  } else {
    api.onBeforeRequest.addListener(tell('sent'), { urls: URLS, types: TYPES_HEARD_SENT }, ['requestBody']);
    api.onResponseStarted.addListener(tell('started'), { urls: URLS, types: TYPES_OFTEN_CANCELLED }, [
      'responseHeaders',
    ]);
    // Chromium shows preflights only to listeners with extraHeaders, and slows down every request that these match:
    // https://developer.chrome.com/docs/extensions/reference/api/webRequest#life_cycle_footnote
    const plain = Object.values(api.ResourceType ?? {}).filter((type) => type !== 'xmlhttprequest');
    api.onCompleted.addListener(tell('completed'), { urls: URLS, types: plain }, ['responseHeaders']);
    api.onCompleted.addListener(tell('completed'), { urls: URLS, types: ['xmlhttprequest'] }, [
      'responseHeaders',
      'extraHeaders',
    ]);
  }
  api.onBeforeRedirect.addListener(
    (details) => {
      heard(normalise('redirected', details));
      const response = largeResponseOf(details);
      if (response) large(response);
    },
    { urls: URLS },
    ['responseHeaders'],
  );
  api.onErrorOccurred.addListener(tell('failed'), { urls: URLS });
}

/**
 * The errors that `onErrorOccurred` reports for a cancelled request: in Chromium 156 either of two (of 41 that the
 * bench's pages cancelled, 27 had the second), in Firefox one. Blocked requests and network failures have other names.
 */
const CANCELLED: ReadonlySet<string> = new Set(['net::ERR_ABORTED', 'net::ERR_FAILED', 'NS_BINDING_ABORTED']);

/**
 * Errors of connections that were lost while they were in use. What never connected has other names, such as
 * ERR_CONNECTION_REFUSED, ERR_CONNECTION_TIMED_OUT or ERR_INTERNET_DISCONNECTED (`net/base/net_error_list.h`). Firefox
 * reports sizes instead.
 */
const DROPPED: ReadonlySet<string> = new Set(
  [
    ...['CONNECTION_RESET', 'CONNECTION_CLOSED', 'CONNECTION_ABORTED', 'NETWORK_CHANGED', 'NETWORK_IO_SUSPENDED'],
    ...['HTTP2_PROTOCOL_ERROR', 'HTTP2_PING_FAILED', 'HTTP2_SERVER_REFUSED_STREAM', 'QUIC_PROTOCOL_ERROR', 'TIMED_OUT'],
  ].map((name) => `net::ERR_${name}`),
);

/** The server closed the connection in place of a response. */
const EMPTY_RESPONSE = 'net::ERR_EMPTY_RESPONSE';

/**
 * Requests that fail because their page may not read the response (Opaque Response Blocking,
 * Cross-Origin-Resource-Policy): it arrived all the same. Chromium 156 reports no server address for these.
 */
const REFUSED: ReadonlySet<string> = new Set(['net::ERR_BLOCKED_BY_ORB', 'net::ERR_BLOCKED_BY_RESPONSE']);

function normalise(phase: RequestEvent['phase'], details: Details): RequestEvent {
  const { requestSize: request, responseSize: response, requestBody } = details;
  const body = requestBody ? requestBodySize(requestBody) : null;
  const isTopFrame = details.frameType === undefined ? details.frameId === 0 : details.frameType === 'outermost_frame';
  return {
    phase,
    id: details.requestId,
    at: details.timeStamp,
    url: withoutFragment(details.url),
    method: details.method,
    type: isPrefetch(details) ? 'other' : details.type,
    tabId: details.tabId,
    frameId: isTopFrame ? topFrameIdOf(details) : details.frameId,
    isTopFrame,
    documentId: details.documentId ?? null,
    initiator: details.initiator ?? details.originUrl ?? '',
    topUrl: topUrlOf(details),
    isPrivate: details.incognito ?? null,
    fromCache: details.fromCache ?? false,
    status: details.statusCode ?? 0,
    statusLine: details.statusLine ?? '',
    headers: details.responseHeaders ?? [],
    ip: details.ip ?? null,
    from: details.requestHeaders ? askedFrom(details.requestHeaders) : null,
    bodyUp: body?.bodyUp ?? null,
    hasHiddenBody: body?.hasHiddenBody ?? false,
    isGivenUp: details.error !== undefined && CANCELLED.has(details.error),
    isDropped: details.error !== undefined && DROPPED.has(details.error),
    isEmptyResponse: details.error === EMPTY_RESPONSE,
    isRefused: details.error !== undefined && REFUSED.has(details.error),
    sizes: request !== undefined && response !== undefined ? { request, response } : null,
  };
}

/**
 * Whether a page prefetches another one (speculation rules). Chromium reports that as a main frame of the page's own tab,
 * but with the document that asked, which no navigation has.
 */
const isPrefetch = ({ type, documentId }: Details): boolean => type === 'main_frame' && documentId !== undefined;

/** Chromium 156 reports an address with its fragment; entries of a timeline and reports of the tap have none. */
function withoutFragment(url: string): string {
  const at = url.indexOf('#');
  return at < 0 ? url : url.slice(0, at);
}

/**
 * Messages of a tab's own page come from frame 0. For requests made before the tab has committed the page (3 in 100 of
 * style sheets in a head, on a busy machine), Chromium 156 reports another frame id, and `''` as `documentLifecycle`. A
 * prerendered page keeps an id of its own in both.
 */
function topFrameIdOf({ frameId, documentLifecycle }: Details): number {
  return documentLifecycle === '' ? 0 : frameId;
}
