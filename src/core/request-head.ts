import { createHeaderTable } from './wire/header-table.ts';

/**
 * The facts that decide a request's header fields; the fields themselves are not shown to an extension without slowing
 * the request.
 */
export type RequestFacts = {
  url: string;
  method: string;
  /** webRequest's `ResourceType`. */
  type: string;
  /** Origin or address of what asked for it; `''` where the browser itself did. */
  initiator: string;
};

/** The browser whose requests are meant; Edge and its like are Chromium here. */
export type BrowserName = 'chromium' | 'firefox';

type Fields = readonly (readonly [name: string, value: string])[];

/**
 * What Chromium 156 and Firefox 153 send with every request, as a server saw it; its length is the same on any system,
 * within 20 bytes.
 */
const ALWAYS: Readonly<Record<BrowserName, Fields>> = {
  chromium: [
    ['sec-ch-ua-platform', '"Windows"'],
    [
      'user-agent',
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
    ],
    ['sec-ch-ua', '"Not:A-Brand";v="8", "Chromium";v="156"'],
    ['sec-ch-ua-mobile', '?0'],
    ['accept-encoding', 'gzip, deflate, br, zstd'],
    ['accept-language', 'en-US,en;q=0.9'],
  ],
  firefox: [
    ['user-agent', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:153.0) Gecko/20100101 Firefox/153.0'],
    ['accept-language', 'en-US,en;q=0.9'],
    ['accept-encoding', 'gzip, deflate, br, zstd'],
    ['te', 'trailers'],
  ],
};

const DOCUMENT =
  'text/html,application/xhtml+xml,application/xml;q=0.9,image/jxl,image/avif,image/webp,image/apng,*/*;q=0.8,' +
  'application/signed-exchange;v=b3;q=0.7';
const IMAGE = 'image/jxl,image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8';

/** `Accept`, fetch metadata and `Priority` by type (Fetch standard §2.2.5; W3C Fetch Metadata; RFC 9218). */
const BY_TYPE: Readonly<Record<string, Fields>> = Object.fromEntries(
  (
    [
      ['main_frame', DOCUMENT, 'navigate', 'document', 'u=0, i'],
      ['sub_frame', DOCUMENT, 'navigate', 'iframe', 'u=0, i'],
      ['stylesheet', 'text/css,*/*;q=0.1', 'no-cors', 'style', 'u=0'],
      ['script', '*/*', 'no-cors', 'script', ''],
      ['image', IMAGE, 'no-cors', 'image', 'i'],
      ['font', '*/*', 'cors', 'font', 'u=0'],
      ['media', '*/*', 'no-cors', 'video', 'i'],
      ['xmlhttprequest', '*/*', 'cors', 'empty', 'u=1, i'],
    ] as const
  ).map(([type, accept, mode, destination, priority]) => [
    type,
    [
      ['accept', accept],
      ['sec-fetch-mode', mode],
      ['sec-fetch-dest', destination],
      ...(priority === '' ? [] : ([['priority', priority]] as const)),
    ],
  ]),
);

/**
 * Hands each field of a request to `add`, in about the browser's order. Cookies are left out: they are not for us to
 * see.
 */
function eachField(request: RequestFacts, browser: BrowserName, add: (name: string, value: string) => void): void {
  const { url, method, type, initiator } = request;
  const origin = originOf(url);
  const asker = originOf(initiator);
  add(':method', method);
  add(':authority', origin.slice(origin.indexOf('//') + 2));
  add(':scheme', origin.startsWith('http:') ? 'http' : 'https');
  add(':path', url.slice(origin.length));
  for (const [name, value] of ALWAYS[browser]) add(name, value);
  const fields = BY_TYPE[type] ?? BY_TYPE.xmlhttprequest!;
  for (const [name, value] of fields) add(name, value);
  const isOwn = asker === origin;
  add('sec-fetch-site', type === 'main_frame' ? 'none' : isOwn ? 'same-origin' : 'cross-site');
  if (type === 'main_frame') {
    add('upgrade-insecure-requests', '1');
    return add('sec-fetch-user', '?1');
  }
  if (asker !== '') add('referer', `${asker}/`);
  const isCors = type === 'font' || type === 'xmlhttprequest';
  if ((isCors && !isOwn) || (method !== 'GET' && method !== 'HEAD')) add('origin', asker);
  if (method === 'POST' || method === 'PUT') {
    add('content-length', '10000');
    add('content-type', 'application/json');
  }
}

/** Scheme, host and port of an address. */
export function originOf(url: string): string {
  const from = url.indexOf('//') + 2;
  if (from === 1) return '';
  const end = url.indexOf('/', from);
  return end < 0 ? url : url.slice(0, end);
}

/** The requests that a connection has carried, as far as the size of the next one's header block depends on them. */
export type RequestBlocks = { add(request: RequestFacts): number };

/** @param browser whose fields and their order are meant */
export function createRequestBlocks(browser: BrowserName): RequestBlocks {
  const table = createHeaderTable();
  /** By what decides a request's fields, except its address: bytes of a block whose fields were all sent before. */
  const known = new Map<string, number>();
  return {
    add: (request) => {
      const key = `${request.type} ${request.method} ${request.initiator}`;
      const path = request.url.slice(originOf(request.url).length);
      const bytes = known.get(key);
      if (bytes !== undefined) return bytes + table.add(':path', path);
      let first = 0;
      let fields = -1;
      eachField(request, browser, (name, value) => {
        first += table.add(name, value);
        fields++;
      });
      known.set(key, fields);
      return first;
    },
  };
}

/** `: ` and a line end around each field (RFC 9112 §5); a start line's ` HTTP/1.1`, line end and the head's own. */
const FIELD_OVERHEAD = 4;
const START_LINE = 13;

/** Sorts of requests remembered at most: pages make few sorts, and hundreds of requests of each. */
const SORTS_KEPT = 500;

/** By what decides a request's fields: bytes of its head without its address. */
const sorts = new Map<string, number>();

/** Bytes of a request's head as HTTP/1.1 spells it. */
export function requestHeadSize(request: RequestFacts, browser: BrowserName): number {
  const origin = originOf(request.url);
  const isOwn = originOf(request.initiator) === origin;
  const key = `${browser} ${isOwn} ${request.method} ${request.type} ${request.initiator}`;
  let bytes = sorts.get(key);
  if (bytes === undefined) {
    let found = START_LINE;
    eachField(request, browser, (name, value) => {
      if (name === ':method') found += value.length;
      else if (name === ':authority') found += 'host'.length + FIELD_OVERHEAD;
      else if (name !== ':scheme' && name !== ':path') found += name.length + value.length + FIELD_OVERHEAD;
    });
    if (sorts.size >= SORTS_KEPT) sorts.clear();
    sorts.set(key, (bytes = found));
  }
  const authority = origin.length - (origin.indexOf('//') + 2);
  return bytes + authority + (request.url.length - origin.length);
}
