import { createSecureServer } from 'node:http2';
import { createServer as createHttpsServer } from 'node:https';
import { createServer } from 'node:net';
import { createSecureContext } from 'node:tls';
import { createHostAnswers } from './host-answers.mjs';

/**
 * Who answers for all hosts, each at its address.
 *
 * @typedef {object} BenchServer
 * @property {Map<string, import('./host-answers.mjs').BodyCounts>} counts by host name; final once it is closed
 * @property {(port?: number) => Promise<number>} listen 0: at a free port; gives the port
 * @property {() => Promise<number>} openConnections how many the server has not closed
 * @property {() => Promise<void>} closeConnections the way a server does that has kept them idle long enough; then without waiting for the other
 * @property {() => Promise<void>} close
 */

/** What an answer says that no server in front of this one renames. */
const SERVER_NAME = 'bench';

/**
 * One server for all hosts, at whatever address it is asked; HTTP/2 or HTTP/1.1 as the host has it.
 *
 * @param {import('./host-answers.mjs').Host[]} hosts
 * @returns {BenchServer}
 */
export function createBenchServer(hosts) {
  const byAddress = new Map(hosts.map((host) => [host.address, host]));
  const contexts = new Map(hosts.map((host) => [host.name, createSecureContext(host.certificate)]));
  const { counts, countsOf, onRequest, onUpgrade } = createHostAnswers(hosts);
  /** @type {Set<import('node:net').Socket>} */
  const sockets = new Set();
  /** @type {Set<import('node:http2').Http2Session>} */
  const sessions = new Set();

  const tls = {
    SNICallback: (/** @type {string} */ name, /** @type {(e: Error | null, c?: any) => void} */ done) =>
      done(null, contexts.get(name)),
  };
  const onNamed = (/** @type {any} */ request, /** @type {any} */ response) => {
    response.setHeader('server', SERVER_NAME);
    onRequest(request, response);
  };
  const h2 = createSecureServer({ ...tls, allowHTTP1: false }, onNamed);
  const h1 = createHttpsServer({ ...tls, keepAliveTimeout: 60_000 }, onNamed);
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
  h1.on('upgrade', onUpgrade);

  const listener = createServer({ noDelay: true }, (socket) => {
    const host = byAddress.get(socket.localAddress ?? '');
    countsOf(host?.name).connections++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
    (host?.protocol === 'h1' ? h1 : h2).emit('connection', socket);
  });

  return {
    counts,
    openConnections: async () => sockets.size,
    listen: (port = 443) =>
      new Promise((done) =>
        listener.listen(port, '0.0.0.0', () => {
          done(/** @type {import('node:net').AddressInfo} */ (listener.address()).port);
        }),
      ),
    async closeConnections() {
      for (const session of sessions) session.close();
      for (const socket of plain) socket.end();
      // Chromium reads nothing from a connection that it keeps idle, so it answers this in its own time.
      await until(() => sockets.size === 0, 300).catch(() => {
        for (const socket of sockets) socket.destroy();
      });
    },
    close: () => new Promise((done) => listener.close(() => done())),
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
