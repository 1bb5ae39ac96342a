import { createSecureServer } from 'node:http2';
import { createServer as createHttpsServer } from 'node:https';
import { createServer } from 'node:net';
import { createSecureContext } from 'node:tls';
import { answerRequest } from './answer.mjs';

/**
 * @typedef {import('./answer.mjs').Handler} Handler
 * @typedef {object} Host
 * @property {string} name
 * @property {string} address
 * @property {'h1' | 'h2'} protocol
 * @property {{ cert: string, key: string }} certificate
 * @property {Handler} handle
 * @property {{ upgrade: (request: import('node:http').IncomingMessage, socket: import('node:stream').Duplex, head: Buffer) => void }} [socket]
 */

/**
 * Bodies as encoded, without headers and framing: what the server handed to the network of a response, and what it was
 * given of a request. WebSockets count with their frames' headers.
 *
 * `connections` as TCP counts them; `full` and `resumed`: handshakes of TLS that came to their end, without and with a ticket.
 *
 * @typedef {{ down: number, up: number, requests: number, connections: number, full: number, resumed: number }} BodyCounts
 */

/** @type {Readonly<BodyCounts>} */
export const NO_COUNTS = { down: 0, up: 0, requests: 0, connections: 0, full: 0, resumed: 0 };

/**
 * One server for all hosts, at whatever address it is asked; HTTP/2 or HTTP/1.1 as the host has it.
 *
 * @param {Host[]} hosts
 */
export function createBenchServer(hosts) {
  const byName = new Map(hosts.map((host) => [host.name, host]));
  const byAddress = new Map(hosts.map((host) => [host.address, host]));
  const contexts = new Map(hosts.map((host) => [host.name, createSecureContext(host.certificate)]));
  /** @type {Map<string, BodyCounts>} */
  const counts = new Map(hosts.map(({ name }) => [name, { ...NO_COUNTS }]));
  const countsOf = (/** @type {string | undefined} */ name) => counts.get(name ?? '') ?? { ...NO_COUNTS };
  /** @type {Set<import('node:net').Socket>} */
  const sockets = new Set();
  /** @type {Set<import('node:http2').Http2Session>} */
  const sessions = new Set();

  const tls = {
    SNICallback: (/** @type {string} */ name, /** @type {(e: Error | null, c?: any) => void} */ done) =>
      done(null, contexts.get(name)),
  };
  const onRequest = (/** @type {any} */ request, /** @type {any} */ response) => {
    const host = byName.get(String(request.authority ?? request.headers[':authority'] ?? request.headers.host));
    const count = countsOf(host?.name);
    count.requests++;
    answerRequest(request, response, host?.handle ?? (() => ({ status: 421 })), count);
  };
  const h2 = createSecureServer({ ...tls, allowHTTP1: false }, onRequest);
  const h1 = createHttpsServer({ ...tls, keepAliveTimeout: 60_000 }, onRequest);
  h2.on('session', (session) => {
    sessions.add(session);
    session.on('close', () => sessions.delete(session)).on('error', () => session.destroy());
  });
  h2.on('sessionError', () => {}).on('tlsClientError', () => {});
  // Of its own, since Node keeps a list of connections only for a server that listens itself.
  /** @type {Set<import('node:tls').TLSSocket>} */
  const plain = new Set();
  h1.on('secureConnection', (socket) => {
    plain.add(socket);
    socket.on('close', () => plain.delete(socket));
  });
  for (const server of [h1, h2]) {
    server.on('secureConnection', (/** @type {import('node:tls').TLSSocket} */ socket) => {
      const host = byAddress.get(socket.localAddress ?? '');
      countsOf(host?.name)[socket.isSessionReused() ? 'resumed' : 'full']++;
    });
  }
  h1.on('tlsClientError', () => {}).on('clientError', (_, socket) => socket.destroy());
  h1.on('upgrade', (request, socket, head) => {
    const host = byName.get(String(request.headers.host));
    const count = countsOf(host?.name);
    count.requests++;
    const write = socket.write.bind(socket);
    socket.write = (/** @type {any} */ piece, /** @type {any[]} */ ...rest) => {
      count.down += piece.length;
      return write(piece, ...rest);
    };
    socket.on('data', (piece) => (count.up += piece.length)).on('error', () => socket.destroy());
    if (host?.socket) host.socket.upgrade(request, socket, head);
    else socket.destroy();
  });

  const front = createServer({ noDelay: true }, (socket) => {
    const host = byAddress.get(socket.localAddress ?? '');
    countsOf(host?.name).connections++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
    (host?.protocol === 'h1' ? h1 : h2).emit('connection', socket);
  });

  return {
    /** By host name. */
    counts,
    openConnections: () => sockets.size,
    /** @param {number} [port] 0: a free one @returns {Promise<number>} the port */
    listen: (port = 443) =>
      new Promise((done) =>
        front.listen(port, '0.0.0.0', () => {
          done(/** @type {import('node:net').AddressInfo} */ (front.address()).port);
        }),
      ),

    /** Ends every connection the way a server does that has kept it idle long enough; then without waiting for the other. */
    async closeConnections() {
      for (const session of sessions) session.close();
      for (const socket of plain) socket.end();
      // Chromium reads nothing from a connection that it keeps idle, so it answers this in its own time.
      await until(() => sockets.size === 0, 300).catch(() => {
        for (const socket of sockets) socket.destroy();
      });
    },
    close: () => new Promise((done) => front.close(() => done(undefined))),
  };
}

/**
 * Resolves as soon as `holds` does.
 *
 * @param {() => unknown} holds
 * @param {number} timeoutMs
 */
export async function until(holds, timeoutMs) {
  const end = performance.now() + timeoutMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`not within ${timeoutMs} ms: ${holds}`);
    await new Promise((next) => setTimeout(next, 20));
  }
}
