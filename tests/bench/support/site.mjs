import { encoded } from './answer.mjs';
import { createRandom } from './random.mjs';

/**
 * @typedef {import('./answer.mjs').Answer} Answer
 * @typedef {import('./answer.mjs').Handler} Handler
 * @typedef {import('./tab.mjs').Tab} Tab
 *
 * @typedef {object} SiteHost
 * @property {string} name
 * @property {'h1' | 'h2'} protocol
 * @property {'ec' | 'rsa'} key
 * @property {Handler} handle
 * @property {import('./host-answers.mjs').Host['socket']} [socket]
 */

/**
 * A made-up site: the hosts that serve it, and what a visitor does there.
 *
 * @param {string} name registrable domain
 * @param {string} kind what sort of site it is, for the table
 */
export function createSite(name, kind) {
  const random = createRandom(name);
  /** @type {SiteHost[]} */
  const hosts = [];

  return {
    name,
    kind,
    hosts,
    random,
    origin: `https://www.${name}`,

    /**
     * `elsewhere`: a page of somebody else's browser; `arrived`: until nothing is on its way any more.
     *
     * @type {(tab: Tab, also: { elsewhere: () => Promise<Tab>, arrived: () => Promise<unknown> }) => Promise<void>}
     */
    visit: async (tab) => {
      await tab.goto(`https://www.${name}/`);
      await tab.done();
    },

    /**
     * @param {string} host full name
     * @param {{ protocol?: 'h1' | 'h2', key?: 'ec' | 'rsa', socket?: SiteHost['socket'] }} [options]
     */
    host(host, { protocol = 'h2', key = 'ec', socket } = {}) {
      /** @type {Map<string, Answer | Handler>} */
      const paths = new Map();
      /** @type {Handler} */
      const handle = (ask) => {
        const found = paths.get(ask.url.pathname) ?? {
          status: 404,
          type: 'text/plain',
          body: Buffer.from('not found'),
        };
        return typeof found === 'function' ? found(ask) : found;
      };
      hosts.push({ name: host, protocol, key, handle, ...(socket ? { socket } : {}) });
      const url = (/** @type {string} */ path) => `https://${host}${path}`;

      return {
        url,
        /** Text is compressed at once, not at the first request. @param {string} path @param {Answer | Handler} answer */
        on(path, answer) {
          paths.set(path, answer);
          return url(path);
        },
        /**
         * Text that goes out compressed, without Content-Length unless `declared`.
         *
         * @param {string} path
         * @param {string} type
         * @param {string} text
         * @param {Answer} [rest]
         */
        text(path, type, text, rest = {}) {
          const { encoding = 'br', ...others } = rest;
          paths.set(path, encoded(text, encoding, { type: `${type}; charset=utf-8`, ...others }));
          return url(path);
        },
        /**
         * Bytes as they are, with Content-Length.
         *
         * @param {string} path
         * @param {string} type
         * @param {Buffer} body
         * @param {Answer} [rest]
         */
        bytes(path, type, body, rest = {}) {
          paths.set(path, { type, body, declared: true, ...rest });
          return url(path);
        },
      };
    },
  };
}

/** @typedef {ReturnType<typeof createSite>} Site */

/** For `headers`: kept by the browser and shared between everybody. */
export const PUBLIC = { 'cache-control': 'public, max-age=31536000, immutable' };
/** For `headers`: made anew each time. */
export const PRIVATE = { 'cache-control': 'private, no-cache, no-store, must-revalidate' };
/** For `headers`: sizes may be seen by the page that uses it. */
export const TIMING = { 'timing-allow-origin': '*' };

/** A value as long as a consent or session cookie is. @param {import('./random.mjs').Random} random @param {number} length */
export const cookie = (random, length) =>
  `s${random.letters(4)}=${random.letters(length)}; path=/; Secure; SameSite=None`;
