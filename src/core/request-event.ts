import type { HttpHeader } from './http-header.ts';

/**
 * A step in the life of one request, as the browser tells it: the same shape for every browser. What a browser does
 * not tell is `null`.
 */
export type RequestEvent = {
  phase: 'sent' | 'started' | 'redirected' | 'completed' | 'failed';
  /** Stays the same over redirects. */
  id: string;
  /** Epoch ms. */
  at: number;
  /** Used to attribute and to match, never stored. */
  url: string;
  method: string;
  /** webRequest's ResourceType. */
  type: string;
  /** −1: no tab (a service worker, the browser itself). */
  tabId: number;
  frameId: number;
  isTopFrame: boolean;
  /** The browser's own name of the document that requested it, itself or by a worker; `null` where it tells none. */
  documentId: string | null;
  /** Origin or address of what asked for it; `''` where the browser itself did. */
  initiator: string;
  /** Address of the tab's top-level document when it was asked for. */
  topUrl: string | null;
  isPrivate: boolean | null;
  fromCache: boolean;
  /** 0 where there was no response. */
  status: number;
  /** As the browser spells it. Chromium writes HTTP/1.1 whatever was spoken. */
  statusLine: string;
  headers: readonly HttpHeader[];
  ip: string | null;
  /** Of a part of a film: where in the file it was requested to begin, in bytes; `null`: unknown. */
  from: number | null;
  /** Bytes of the request's body as far as they are known; `null`: nothing is said of one. */
  bodyUp: number | null;
  /** There is more in the body than `bodyUp`: a Blob, a file, a form's binary parts. */
  hasHiddenBody: boolean;
  /** Of a failed request: it was cancelled by whoever made it. */
  isGivenUp: boolean;
  /** Of a failed request: its connection was lost, which may have been while its body was being sent. */
  isDropped: boolean;
  /** Of a failed request: it was sent, and the connection was closed without a response. */
  isEmptyResponse: boolean;
  /** Of a failed request: its response arrived, but whoever made it may not read it. */
  isRefused: boolean;
  /**
   * Bytes that the browser itself counted, heads included; both 0 for what cost nothing, and for all that another
   * listener looked at too early: see `UntoldSizes`. `null` where the browser never counts.
   */
  sizes: { request: number; response: number } | null;
};

/** What a document's own timeline says of one resource, or of the document itself. */
export type TimingEntry = {
  url: string;
  /** Body bytes that came over the wire, as encoded; 0 when the cache's copy was only confirmed. */
  body: number;
  /** Body bytes after decoding, where they are told. */
  decoded?: number | undefined;
  /** A service worker delivered it: how much came over the wire, if anything, is not told. */
  byWorker?: true | undefined;
  /** Of a prefetched document: going to it cost nothing, its prefetch cost `body`. */
  isAhead?: true | undefined;
  /** Of an `about:blank` document: the browser may name the frame that created it as the one that asked. */
  isBlank?: true | undefined;
  /** Epoch ms of the last byte. */
  endedAt: number;
  /** From the first byte of the response to the last; 0 where its timeline hides that. */
  ms: number;
};

/** Timing entries of one document, with the place that the browser vouches for. */
export type TimingReport = {
  tabId: number;
  frameId: number;
  entries: readonly TimingEntry[];
  /** The shortest wait, ms, from request to first byte; absent: unknown. */
  waitMs?: number | undefined;
  /** The browser's own name of a document that has started a worker, whose fetches are in no timeline. */
  workersOf?: string | undefined;
};
