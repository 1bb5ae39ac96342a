import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createSecureServer } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { WebSocketServer } from 'ws';
import type { Certificates } from '../support/certificates.ts';

/** What the server saw of one request. */
export type Seen = { path: string; method: string; up: number; body: Buffer };
/** What the server saw of one WebSocket. */
export type SeenSocket = { framesUp: number; up: number; framesDown: number; down: number };

export type TapServer = {
  /** The URL of `path` at the pages' own origin, at another one that allows CORS, or at one that speaks HTTP/2. */
  url(path: string, origin?: 'own' | 'other' | 'h2'): string;
  page(path: string, html: string, headers?: Record<string, string>): void;
  seen: readonly Seen[];
  /** Addresses of which a browser asked for leave before it sent something there. */
  preflights: readonly string[];
  sockets: readonly SeenSocket[];
  /** Sends the rest of waiting streams. */
  release(): void;
  close(): Promise<void>;
};

const CORS = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };

/**
 * - `/echo` takes any body, and with `?takes=…` waits for `release()` after so many bytes of it;
 * - `/bytes?size=…&gzip&length` answers with text of that size;
 * - `/stream?first=…&rest=…` sends the first part, and the rest at `release()`; `/endless` never ends;
 * - `/events` is an event stream; `ws:` echoes, `?deflate` compressed, `?send=…` sends that many bytes first.
 */
export async function startTapServer(certificates: Certificates): Promise<TapServer> {
  const seen: Seen[] = [];
  const preflights: string[] = [];
  const sockets: SeenSocket[] = [];
  const pages = new Map<string, { html: string; headers: Record<string, string> }>();
  const open = new Set<Socket>();
  let waiting: (() => void)[] = [];

  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://host');
    const number = (name: string) => Number(url.searchParams.get(name) ?? 0);
    const parts: Buffer[] = [];
    request.on('error', () => {});
    const takes = url.searchParams.has('takes') ? number('takes') : Infinity;
    let taken = 0;
    request.on('data', (part: Buffer) => {
      parts.push(part);
      if (taken < takes && taken + part.length >= takes) {
        request.pause();
        waiting.push(() => request.resume());
      }
      taken += part.length;
    });
    request.on('end', () => {
      const body = Buffer.concat(parts);
      const method = request.method ?? '';
      if (method === 'OPTIONS') preflights.push(url.pathname + url.search);
      else seen.push({ path: url.pathname + url.search, method, up: body.length, body });
      const page = pages.get(url.pathname);
      const send = (headers: Record<string, string | number>, text: Buffer | string) => {
        response.writeHead(200, { 'cache-control': 'no-store', ...CORS, ...headers });
        response.end(text);
      };
      if (page) return send({ 'content-type': 'text/html; charset=utf-8', ...page.headers }, page.html);
      if (url.pathname === '/bytes') {
        const text = Buffer.alloc(number('size'), '{"text": 1} ');
        const packed = url.searchParams.has('gzip') ? gzipSync(text) : text;
        return send(
          {
            'content-type': 'text/plain',
            ...(packed === text ? {} : { 'content-encoding': 'gzip' }),
            ...(url.searchParams.has('length')
              ? { 'content-length': packed.length }
              : { 'transfer-encoding': 'chunked' }),
          },
          packed,
        );
      }
      if (url.pathname === '/stream') {
        response.writeHead(200, { 'content-type': 'application/octet-stream', ...CORS });
        response.write(Buffer.alloc(number('first'), 1));
        waiting.push(() => response.end(Buffer.alloc(number('rest'), 2)));
        return;
      }
      if (url.pathname === '/events') {
        response.writeHead(200, { 'content-type': 'text/event-stream', ...CORS });
        const size = number('size');
        response.write(`data: ${'a'.repeat(size)}\n\nevent: price\ndata: ${'流'.repeat(size)}\n\n`);
        return;
      }
      send({ 'content-type': 'text/plain' }, '');
    });
  };

  const listen = async (server: { listen: Server['listen']; address: Server['address']; on: Server['on'] }) => {
    server.on('connection', (socket: Socket) => {
      open.add(socket);
      socket.on('error', () => {});
      socket.once('close', () => open.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  };
  const own = createServer(answer);
  const other = createServer(answer);
  const h2 = createSecureServer({ key: certificates.key, cert: certificates.cert }, answer as never);

  const plain = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  const deflating = new WebSocketServer({ noServer: true, perMessageDeflate: { threshold: 0 } });
  own.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', 'http://host');
    (url.searchParams.has('deflate') ? deflating : plain).handleUpgrade(request, socket, head, (ws) => {
      const record: SeenSocket = { framesUp: 0, up: 0, framesDown: 0, down: 0 };
      sockets.push(record);
      const send = (data: Buffer, binary: boolean) => {
        record.framesDown++;
        record.down += data.length;
        ws.send(data, { binary });
      };
      const first = Number(url.searchParams.get('send') ?? 0);
      if (first) send(Buffer.alloc(first, 'x'), false);
      ws.on('message', (data: Buffer, binary) => {
        record.framesUp++;
        record.up += data.length;
        send(data, binary);
      });
    });
  });
  const ports = { own: await listen(own), other: await listen(other), h2: await listen(h2 as never) };
  return {
    url: (path, origin = 'own') => `${origin === 'h2' ? 'https' : 'http'}://127.0.0.1:${ports[origin]}${path}`,
    page: (path, html, headers = {}) => void pages.set(path, { html, headers }),
    seen,
    preflights,
    sockets,
    release: () => {
      for (const go of waiting) go();
      waiting = [];
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      await Promise.all([own, other, h2].map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}
