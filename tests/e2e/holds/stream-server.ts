import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { WebSocketServer } from 'ws';
import { png } from '../support/bodies.ts';
import type { Certificates } from '../support/certificates.ts';

const FILM = readFileSync(path.resolve(import.meta.dirname, '../../../scripts/demo/public/tide.webm'));

/** A server whose responses go on until the client stops them, and that counts what it sends. */
export type StreamServer = {
  url(host: string, path: string): string;
  /** Sets the HTML that `https://host/path` answers with. */
  page(host: string, path: string, html: string): void;
  /** Sets the script that `https://host/path` answers with. */
  script(host: string, path: string, code: string): void;
  /** Requests as `host/path`, in order. */
  asked: readonly string[];
  /** Number of requests with `Save-Data: on`. */
  readonly savingAsked: number;
  /** Bytes sent to the site and its subdomains, of bodies and WebSocket messages. */
  sent(site: string): number;
  close(): Promise<void>;
};

const PIECE = Buffer.alloc(16_384);
const EVERY_MS = 25;

/**
 * `/drip` never ends; `/film` is a film that arrives slowly and never ends; `/socket` accepts WebSockets and sends
 * without end; `/size?bytes=…` declares its length; anything else is a page or 404.
 */
export async function startStreamServer({ key, cert }: Certificates): Promise<StreamServer> {
  const pages = new Map<string, { body: string; type: string }>();
  const asked: string[] = [];
  const sent = new Map<string, number>();
  let savingAsked = 0;
  const sockets = new Set<Duplex>();
  const count = (host: string, bytes: number) => sent.set(host, (sent.get(host) ?? 0) + bytes);
  const hostOf = (request: IncomingMessage) => (request.headers.host ?? '').replace(/:\d+$/, '');

  const drip = (host: string, response: ServerResponse, first: Buffer) => {
    response.write(first);
    count(host, first.length);
    const timer = setInterval(() => {
      if (response.writableNeedDrain) return;
      response.write(PIECE);
      count(host, PIECE.length);
    }, EVERY_MS);
    response.once('close', () => clearInterval(timer));
  };

  const server = createServer({ key, cert }, (request, response) => {
    const host = hostOf(request);
    const url = new URL(request.url ?? '/', `https://${host}`);
    asked.push(`${host}${url.pathname}${url.search}`);
    if (request.headers['save-data'] === 'on') savingAsked++;
    response.setHeader('cache-control', 'no-store');
    response.setHeader('access-control-allow-origin', '*');
    const page = pages.get(`${host}${url.pathname}`);
    if (page !== undefined) {
      count(host, page.body.length);
      response.setHeader('content-type', `${page.type}; charset=utf-8`);
      response.end(page.body);
    } else if (url.pathname === '/drip') {
      response.setHeader('content-type', url.searchParams.get('type') ?? 'application/octet-stream');
      drip(host, response, PIECE);
    } else if (url.pathname === '/film') {
      response.setHeader('content-type', 'video/webm');
      drip(host, response, FILM.subarray(0, 100_000));
    } else if (url.pathname === '/size') {
      const type = url.searchParams.get('type') ?? 'text/plain';
      const bytes = Number(url.searchParams.get('bytes'));
      const body = type === 'image/png' ? png(bytes, bytes) : Buffer.alloc(bytes, ' ');
      response.setHeader('content-type', type);
      response.setHeader('content-length', body.length);
      count(host, body.length);
      response.end(body);
    } else {
      response.statusCode = 404;
      response.end();
    }
  });
  server.on('connection', (socket: Duplex) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  new WebSocketServer({ server, path: '/socket', perMessageDeflate: false }).on('connection', (socket, request) => {
    const host = hostOf(request);
    asked.push(`${host}/socket`);
    const timer = setInterval(() => {
      socket.send(PIECE);
      count(host, PIECE.length);
    }, EVERY_MS);
    socket.once('close', () => clearInterval(timer));
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: (host, path_) => `https://${host}:${port}${path_}`,
    page: (host, path_, body) => void pages.set(`${host}${path_}`, { body, type: 'text/html' }),
    script: (host, path_, body) => void pages.set(`${host}${path_}`, { body, type: 'text/javascript' }),
    asked,
    get savingAsked() {
      return savingAsked;
    },
    sent: (site) =>
      [...sent].reduce((sum, [host, bytes]) => sum + (host === site || host.endsWith(`.${site}`) ? bytes : 0), 0),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
