import type { RequestEvent } from '../../../src/core/request-event.ts';

/** The start of the tests' clocks: a boundary of a quarter of an hour. */
export const NOON = Date.parse('2026-03-01T12:00:00Z');

let ids = 0;

/** A script that tab 1's top document received from a server, as Chromium reports it. */
export const request = (rest: Partial<RequestEvent> = {}): RequestEvent => ({
  phase: 'completed',
  id: String(++ids),
  at: NOON,
  url: 'https://cdn.test/a.js',
  method: 'GET',
  type: 'script',
  tabId: 1,
  frameId: 0,
  isTopFrame: true,
  documentId: 'page',
  initiator: 'https://www.news.test',
  topUrl: null,
  isPrivate: null,
  fromCache: false,
  status: 200,
  statusLine: 'HTTP/1.1 200',
  headers: [],
  ip: '192.0.2.1',
  from: null,
  bodyUp: null,
  hasHiddenBody: false,
  isGivenUp: false,
  isDropped: false,
  isEmptyResponse: false,
  isRefused: false,
  sizes: null,
  ...rest,
});

/** In lower case, as over HTTP/2. */
export const contentLength = (value: string | number) => [{ name: 'content-length', value: String(value) }];
