import { constants, createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { noise, png, prose, wav } from './bodies.ts';
import type { Certificates } from './certificates.ts';

/** What the server knows of one request. */
export type Served = {
  host: string;
  path: string;
  method: string;
  status: number;
  /** Body bytes written, as encoded; of an aborted response, those written by then. */
  down: number;
  /** Body bytes read. */
  up: number;
};

type Request = IncomingMessage | Http2ServerRequest;
type Response = ServerResponse | Http2ServerResponse;

export type TestServer = {
  port: number;
  /** The URL of `path` at `host`, port included. */
  url(host: string, path: string): string;
  /** Sets the HTML that `https://host/path` answers with. */
  page(host: string, path: string, html: string, headers?: Record<string, string>): void;
  served: readonly Served[];
  /** Body bytes served from `host`, or from all hosts. */
  down(host?: string): number;
  /** Sends the rest of responses with `?hold`. */
  release(): void;
  /** Aborts them where they are, as a network failure does. */
  breakOff(): void;
  close(): Promise<void>;
};

const TYPES: Record<string, string> = {
  js: 'text/javascript',
  css: 'text/css',
  html: 'text/html',
  json: 'application/json',
  txt: 'text/plain',
  png: 'image/png',
  wav: 'audio/wav',
};

function bodyOf(type: string, size: number, seed: number): Buffer {
  if (type === 'png') return png(size, seed);
  if (type === 'wav') return wav(size, seed);
  if (type === 'js') return Buffer.from(`/*${prose(size - 4, seed).slice(0, size - 4)}*/`);
  if (type === 'css') return Buffer.from(`/*${prose(size - 4, seed).slice(0, size - 4)}*/`);
  if (type === 'json') return Buffer.from(JSON.stringify({ text: prose(size, seed) }));
  return type === 'bin' ? noise(size, seed) : Buffer.from(prose(size, seed).slice(0, size));
}

function breakOff(response: Response): void {
  if ('stream' in response) response.stream.close(constants.NGHTTP2_INTERNAL_ERROR);
  else response.destroy();
}

/**
 * A local HTTPS server (HTTP/2, or HTTP/1.1 with `h1`) that answers for every host and counts its own bytes.
 * `/r.<type>?size=…` serves a generated body, as its query says: `gzip`, `length`, `cache=<seconds>`, `etag`,
 * `header=name:value`, `status=…`, `to=<url>` (redirect), `cors`, `ranges` (answers Range), `hold` (sends half, and the
 * rest at `release()`), `takes=<bytes>` (reads that much of the request's body and no more), `refuses=<bytes>`
 * (after that much it answers 413, reads no more, and has the browser send no more).
 */
export async function startServer(certificates: Certificates, { h1 = false } = {}): Promise<TestServer> {
  const served: Served[] = [];
  const pages = new Map<string, { html: string; headers: Record<string, string> }>();
  const sockets = new Set<Socket>();
  const held: ((isBroken: boolean) => void)[] = [];

  const answer = (request: Request, response: Response, record: Served, url: URL) => {
    const query = url.searchParams;
    const send = (status: number, headers: Record<string, string | number>, body: Buffer) => {
      record.status = status;
      response.writeHead(status, { 'cache-control': 'no-store', ...headers });
      const empty = request.method === 'HEAD' || status === 304 || status === 204;
      if (empty) return void response.end();
      const write = (part: Buffer, last: boolean) => {
        record.down += part.length;
        if (last) (response as ServerResponse).end(part);
        else (response as ServerResponse).write(part);
      };
      if (!query.has('hold')) return write(body, true);
      write(body.subarray(0, body.length >> 1), false);
      held.push((isBroken) => {
        if (!isBroken) write(body.subarray(body.length >> 1), true);
        else (response as ServerResponse).write('', () => breakOff(response)); // once the earlier bytes are written
      });
    };
    const cors = {
      'access-control-allow-origin': '*',
      'access-control-allow-headers': '*',
      'access-control-max-age': '0',
    };
    if (request.method === 'OPTIONS') return send(204, cors, Buffer.alloc(0));
    const page = pages.get(`${url.hostname}${url.pathname}`);
    if (page) return send(200, { 'content-type': 'text/html; charset=utf-8', ...page.headers }, Buffer.from(page.html));
    const match = /^\/r\.(\w+)$/.exec(url.pathname);
    if (!match) return send(404, { 'content-type': 'text/plain' }, Buffer.alloc(0));
    if (query.has('to'))
      return send(302, { location: query.get('to')!, ...(query.has('cors') ? cors : {}) }, Buffer.alloc(0));
    const type = match[1]!;
    const etag = `"${query.get('etag')}"`;
    const headers: Record<string, string | number> = { 'content-type': TYPES[type] ?? 'application/octet-stream' };
    if (query.has('cors')) Object.assign(headers, cors);
    if (query.has('etag')) Object.assign(headers, { etag, 'cache-control': 'no-cache' });
    if (query.has('cache')) headers['cache-control'] = `public, max-age=${query.get('cache')}`;
    if (query.has('etag') && request.headers['if-none-match'] === etag) return send(304, headers, Buffer.alloc(0));
    let body = bodyOf(type, Number(query.get('size') ?? 1000), Number(query.get('seed') ?? url.search.length));
    if (query.has('gzip')) {
      body = gzipSync(body);
      headers['content-encoding'] = 'gzip';
    }
    for (const one of query.getAll('header')) {
      const at = one.indexOf(':');
      headers[one.slice(0, at)] = one.slice(at + 1);
    }
    const range = query.has('ranges') ? /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') : null;
    if (range) {
      const [from, to] = [Number(range[1]), Number(range[2] || body.length - 1)];
      headers['content-range'] = `bytes ${from}-${to}/${body.length}`;
      headers['content-length'] = to - from + 1;
      return send(206, headers, body.subarray(from, to + 1));
    }
    if (query.has('length')) headers['content-length'] = body.length;
    send(Number(query.get('status') ?? 200), headers, body);
  };

  const handler = (request: Request, response: Response) => {
    const authority = (request.headers[':authority'] as string | undefined) ?? request.headers.host ?? 'unknown';
    const url = new URL(request.url ?? '/', `https://${authority}`);
    const record: Served = {
      host: url.hostname,
      path: url.pathname + url.search,
      method: request.method ?? '',
      status: 0,
      down: 0,
      up: 0,
    };
    served.push(record);
    const most = (name: string) => Number(url.searchParams.get(name) ?? Infinity);
    const [takes, refuses] = [most('takes'), most('refuses')];
    request.on('data', (part: Buffer) => {
      record.up += part.length;
      if (record.up >= takes) request.pause();
      if (record.up < refuses || record.status !== 0) return;
      record.status = 413;
      request.pause();
      response.writeHead(413);
      (response as ServerResponse).end(() => 'stream' in response && response.stream.close(constants.NGHTTP2_NO_ERROR));
    });
    request.on('end', () => answer(request, response, record, url));
  };
  const server = createSecureServer(
    {
      key: certificates.key,
      cert: certificates.cert,
      allowHTTP1: true,
      ...(h1 ? { ALPNProtocols: ['http/1.1'] } : {}),
    },
    handler,
  );
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: (host, path) => `https://${host}:${port}${path}`,
    page: (host, path, html, headers = {}) => void pages.set(`${host}${path}`, { html, headers }),
    served,
    down: (host) => served.reduce((sum, one) => sum + (host === undefined || one.host === host ? one.down : 0), 0),
    release: () => {
      for (const go of held.splice(0)) go(false);
    },
    breakOff: () => {
      for (const go of held.splice(0)) go(true);
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
