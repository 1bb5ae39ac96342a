import type { RequestEvent } from '../../../src/core/request-event.ts';

/** Where the tests' clocks begin: a quarter of an hour's boundary. */
export const NOON = Date.parse('2026-03-01T12:00:00Z');

let ids = 0;

/** A script that tab 1's top document got from a server over a connection of its own, as Chromium tells it. */
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
  isRefused: false,
  sizes: null,
  ...rest,
});

/** Spelled as HTTP/2 spells it. */
export const contentLength = (value: string | number) => [{ name: 'content-length', value: String(value) }];
