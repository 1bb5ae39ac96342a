import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { LargeResponse } from '../../src/browser/large-response.ts';
import type { RequestEvent } from '../../src/core/request-event.ts';
import { createEvent } from './support/fake-event.ts';
import { request } from './support/request.ts';

const api = vi.hoisted((): { webRequest: Record<string, unknown> } => ({ webRequest: {} }));
vi.mock('../../src/browser/browser.ts', () => ({ browser: api }));
const { onRequest } = await import('../../src/browser/web-request.ts');

const TYPES = { MAIN_FRAME: 'main_frame', IMAGE: 'image', XMLHTTPREQUEST: 'xmlhttprequest', OTHER: 'other' };

function subscribe(browser: 'chromium' | 'firefox') {
  vi.stubEnv('FIREFOX', browser === 'firefox' ? 'true' : '');
  const events = {
    onBeforeRequest: createEvent(),
    onSendHeaders: createEvent(),
    onResponseStarted: createEvent(),
    onBeforeRedirect: createEvent(),
    onCompleted: createEvent(),
    onErrorOccurred: createEvent(),
  };
  api.webRequest = { ...events, ResourceType: TYPES };
  const heard: RequestEvent[] = [];
  const large: LargeResponse[] = [];
  onRequest({ heard: (event) => heard.push(event), large: (response) => large.push(response) });
  return { events, heard, large };
}

const details = {
  requestId: '5',
  url: 'https://cdn.test/a.js',
  method: 'GET',
  type: 'script',
  tabId: 1,
  frameId: 0,
  timeStamp: 1000.5,
};

type Filter = { urls: string[]; types?: string[] };

describe('onRequest', () => {
  beforeEach(() => vi.unstubAllEnvs());

  it.each(['chromium', 'firefox'] as const)('listens at once to the whole web, WebSockets too, in %s', (browser) => {
    const { events } = subscribe(browser);
    for (const [name, event] of Object.entries(events)) {
      // Firefox counts aborted responses by itself: only Chromium's must be remembered from their start, and only
      // Firefox needs the Range.
      const others = { chromium: 'onSendHeaders', firefox: 'onResponseStarted' };
      expect(event.size() > 0).toBe(name !== others[browser]);
      for (const [filter] of event.extras())
        expect((filter as Filter).urls).toEqual(['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*']);
    }
  });

  it('hears each type’s completion once in Chromium, and uses extraHeaders only where preflights are', () => {
    const added = subscribe('chromium').events.onCompleted.extras() as [Filter, string[]][];
    expect(added.flatMap(([{ types }]) => types).sort()).toEqual(Object.values(TYPES).sort());
    for (const [{ types }, extra] of added) {
      expect(extra).toContain('responseHeaders');
      expect(extra.includes('extraHeaders')).toBe(types!.includes('xmlhttprequest'));
    }
  });

  it('hears films when they are sent, but images, scripts and styles only when they have completed', () => {
    const [[filter]] = subscribe('chromium').events.onBeforeRequest.extras() as [[Filter]];
    expect(filter.types).toContain('media');
    for (const type of ['image', 'script', 'stylesheet', 'font']) expect(filter.types).not.toContain(type);
  });

  it('hears policy reports when they are sent, since they have a body', () => {
    const [[filter]] = subscribe('chromium').events.onBeforeRequest.extras() as [[Filter]];
    expect(filter.types).toContain('csp_report');
  });

  it('removes a request’s fragment, as timelines do', () => {
    const { events, heard } = subscribe('chromium');
    events.onCompleted.fire({ ...details, url: 'https://cdn.test/icons.svg?v=2#menu' });
    expect(heard[0]?.url).toBe('https://cdn.test/icons.svg?v=2');
  });

  it('distinguishes a prefetched page from a navigation, which names no document', () => {
    const { events, heard } = subscribe('chromium');
    const page = { ...details, type: 'main_frame', frameType: 'outermost_frame' };
    events.onErrorOccurred.fire({ ...page, documentId: 'asks' });
    events.onErrorOccurred.fire(page);
    events.onErrorOccurred.fire({ ...page, type: 'sub_frame', documentId: 'asks' });
    expect(heard.map(({ type }) => type)).toEqual(['other', 'main_frame', 'sub_frame']);
  });

  it('never registers as blocking', () => {
    for (const browser of ['chromium', 'firefox'] as const)
      for (const event of Object.values(subscribe(browser).events))
        expect(JSON.stringify(event.extras())).not.toContain('locking');
  });

  it('passes on what Chromium reports, and nothing else', () => {
    const { events, heard } = subscribe('chromium');
    events.onCompleted.fire({
      ...details,
      initiator: 'https://www.news.test',
      frameType: 'outermost_frame',
      documentId: 'page',
      statusCode: 200,
      statusLine: 'HTTP/1.1 200',
      fromCache: false,
      ip: '192.0.2.1',
      responseHeaders: [{ name: 'Content-Length', value: '5' }],
    });
    expect(heard[0]).toEqual(request({ id: '5', at: 1000.5, headers: [{ name: 'Content-Length', value: '5' }] }));
  });

  it('recognises frames by their type where Chromium names it, else by their number', () => {
    const { events, heard } = subscribe('chromium');
    events.onErrorOccurred.fire({ ...details, frameId: 0, frameType: 'sub_frame' });
    events.onErrorOccurred.fire({ ...details, frameId: 12, frameType: 'outermost_frame' });
    events.onErrorOccurred.fire({ ...details, frameId: 12, frameType: 'fenced_frame' });
    events.onErrorOccurred.fire({ ...details, frameId: 12 });
    events.onErrorOccurred.fire(details);
    expect(heard.map(({ isTopFrame }) => isTopFrame)).toEqual([false, true, false, false, true]);
  });

  it('uses frame 0 for a page’s frame also before its tab has committed it', () => {
    const { events, heard } = subscribe('chromium');
    const top = { ...details, frameId: 12, frameType: 'outermost_frame' };
    events.onErrorOccurred.fire({ ...top, documentLifecycle: '' });
    events.onErrorOccurred.fire({ ...top, documentLifecycle: 'prerender' });
    events.onErrorOccurred.fire({ ...top, frameType: 'sub_frame', documentLifecycle: '' });
    expect(heard.map(({ frameId, isTopFrame }) => [frameId, isTopFrame])).toEqual([
      [0, true],
      [12, true],
      [12, false],
    ]);
  });

  it.each([
    ['chromium', 'net::ERR_ABORTED', 'net::ERR_BLOCKED_BY_ORB'],
    ['chromium', 'net::ERR_FAILED', 'net::ERR_CONNECTION_RESET'],
    ['firefox', 'NS_BINDING_ABORTED', 'NS_ERROR_NET_RESET'],
  ] as const)('distinguishes cancelled from failed requests in %s', (browser, aborted, other) => {
    const { events, heard } = subscribe(browser);
    for (const error of [aborted, other, undefined])
      events.onErrorOccurred.fire({ ...details, ...(error && { error }) });
    expect(heard.map(({ isGivenUp }) => isGivenUp)).toEqual([true, false, false]);
  });

  it('distinguishes responses that the page may not read from requests blocked before', () => {
    const { events, heard } = subscribe('chromium');
    for (const error of ['net::ERR_BLOCKED_BY_ORB', 'net::ERR_BLOCKED_BY_RESPONSE', 'net::ERR_BLOCKED_BY_CLIENT'])
      events.onErrorOccurred.fire({ ...details, error });
    expect(heard.map(({ isRefused }) => isRefused)).toEqual([true, true, false]);
  });

  it('reads an upload’s size when it is sent', () => {
    const { events, heard } = subscribe('chromium');
    const post = { ...details, method: 'POST', type: 'xmlhttprequest' };
    events.onBeforeRequest.fire({ ...post, requestBody: { raw: [{ bytes: new ArrayBuffer(12) }] } });
    events.onBeforeRequest.fire({ ...post, requestBody: { error: 'Unknown error.' } });
    events.onBeforeRequest.fire({ ...post, requestBody: null });
    expect(heard.map(({ phase, bodyUp, hasHiddenBody }) => [phase, bodyUp, hasHiddenBody])).toEqual([
      ['sent', 12, false],
      ['sent', 0, true],
      ['sent', null, false],
    ]);
  });

  it('reads uploads’ bodies in Firefox too, which omits their size in redirects', () => {
    const { events, heard } = subscribe('firefox');
    expect(events.onBeforeRequest.extras()).toEqual([[expect.anything(), ['requestBody']]]);
    events.onBeforeRequest.fire({ ...details, requestBody: { raw: [{ bytes: new ArrayBuffer(12) }] } });
    expect(heard[0]).toMatchObject({ phase: 'sent', bodyUp: 12 });
  });

  it('reads the offset of a film’s request in Firefox, without listening to heads, which would lose its size', () => {
    const { events, heard } = subscribe('firefox');
    expect(events.onSendHeaders.extras()).toEqual([
      [expect.objectContaining({ types: ['media'] }), ['requestHeaders']],
    ]);
    for (const requestHeaders of [
      [{ name: 'Range', value: 'bytes=786432-' }],
      [{ name: 'range', value: 'bytes=-500' }],
      [{ name: 'accept', value: '*/*' }],
    ])
      events.onSendHeaders.fire({ ...details, type: 'media', requestHeaders });
    events.onBeforeRequest.fire({ ...details, type: 'media' });
    expect(heard.map(({ phase, from }) => [phase, from])).toEqual([
      ['sent', 786_432],
      ['sent', null],
      ['sent', 0],
      ['sent', null],
    ]);
  });

  it('reads the declared length at the start of responses that are often cancelled', () => {
    const { events, heard } = subscribe('chromium');
    const [[filter, extra]] = events.onResponseStarted.extras() as [[Filter, string[]]];
    expect(extra).toEqual(['responseHeaders']);
    expect(filter.types).toEqual(expect.arrayContaining(['main_frame', 'xmlhttprequest', 'media']));
    const responseHeaders = [{ name: 'Content-Length', value: '5' }];
    events.onResponseStarted.fire({ ...details, type: 'media', statusCode: 206, responseHeaders });
    expect(heard[0]).toMatchObject({ phase: 'started', type: 'media', status: 206, headers: responseHeaders });
  });

  it('passes on Firefox’s sizes, also of aborted responses', () => {
    const { events, heard } = subscribe('firefox');
    const counted = {
      ...details,
      incognito: true,
      requestSize: 300,
      responseSize: 16_233,
      originUrl: 'https://o.test/',
    };
    events.onCompleted.fire(counted);
    events.onErrorOccurred.fire(counted);
    events.onBeforeRedirect.fire({ ...counted, responseSize: undefined });
    expect(heard.map(({ phase, sizes }) => [phase, sizes])).toEqual([
      ['completed', { request: 300, response: 16_233 }],
      ['failed', { request: 300, response: 16_233 }],
      ['redirected', null],
    ]);
    expect(heard[0]).toMatchObject({ isPrivate: true, initiator: 'https://o.test/', status: 0, ip: null });
  });

  it('recognises responses that the guard redirected by target and by their own head', () => {
    const { events, heard, large } = subscribe('chromium');
    const fire = (rest: object) =>
      events.onBeforeRedirect.fire({
        ...{ ...details, type: 'main_frame', ip: '192.0.2.1', redirectUrl: 'chrome-extension://own/held.html' },
        responseHeaders: [{ name: 'content-length', value: '60000000' }],
        ...rest,
      });
    fire({});
    fire({ type: 'xmlhttprequest', redirectUrl: 'chrome-extension://own/large' });
    // Held before it was sent; of another extension; redirected to the page by another rule; without a declared length.
    fire({ ip: undefined });
    fire({ redirectUrl: 'https://cdn.test/held.html' });
    fire({ type: 'xmlhttprequest' });
    fire({ responseHeaders: [] });
    expect(heard.map(({ phase }) => phase)).toEqual(Array.from({ length: 6 }, () => 'redirected'));
    expect(large).toEqual(
      ['main_frame', 'xmlhttprequest'].map((type) => ({ url: details.url, tabId: 1, type, bytes: 60e6 })),
    );
  });

  it('finds the outermost document that Firefox names', () => {
    const { events, heard } = subscribe('firefox');
    const fire = (rest: object) => events.onCompleted.fire({ ...details, ...rest });
    const documentUrl = 'https://ads.test/frame';
    const top = { url: 'https://www.news.test/', frameId: 0 };
    fire({ frameId: 9, documentUrl, frameAncestors: [{ url: 'https://mid.test/', frameId: 3 }, top] });
    fire({ frameId: 0, documentUrl: 'https://www.news.test/page', frameAncestors: [] });
    fire({ frameId: 9, documentUrl, frameAncestors: [] });
    fire({ frameId: 0 });
    expect(heard.map(({ topUrl }) => topUrl)).toEqual([
      'https://www.news.test/',
      'https://www.news.test/page',
      null,
      null,
    ]);
  });
});
