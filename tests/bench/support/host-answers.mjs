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
 * Bodies as encoded, without headers and framing: what was handed on towards the network of a response, and what was
 * given of a request. WebSockets count with their frames' headers.
 *
 * `connections` as TCP counts them; `full` and `resumed`: handshakes of TLS that came to their end, without and with a
 * ticket. NaN: nobody counted.
 *
 * @typedef {{ down: number, up: number, requests: number, connections: number, full: number, resumed: number }} BodyCounts
 */

/** @type {Readonly<BodyCounts>} */
export const NO_COUNTS = { down: 0, up: 0, requests: 0, connections: 0, full: 0, resumed: 0 };

/**
 * What hosts answer, whoever holds the connections to the browser, and the count of it.
 *
 * @param {Pick<Host, 'name' | 'handle' | 'socket'>[]} hosts
 */
export function createHostAnswers(hosts) {
  const byName = new Map(hosts.map((host) => [host.name, host]));
  /** @type {Map<string, BodyCounts>} */
  const counts = new Map(hosts.map(({ name }) => [name, { ...NO_COUNTS }]));
  const countsOf = (/** @type {string | undefined} */ name) => counts.get(name ?? '') ?? { ...NO_COUNTS };

  return {
    counts,
    countsOf,

    /** Both Node's HTTP/1 and HTTP/2 (compatibility) objects. @param {any} request @param {any} response */
    onRequest(request, response) {
      const host = byName.get(String(request.authority ?? request.headers[':authority'] ?? request.headers.host));
      const count = countsOf(host?.name);
      count.requests++;
      answerRequest(request, response, host?.handle ?? (() => ({ status: 421 })), count);
    },

    /** @type {NonNullable<Host['socket']>['upgrade']} */
    onUpgrade(request, socket, head) {
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
    },
  };
}
