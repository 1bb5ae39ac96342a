import { createServer } from 'node:http';
import { createChat } from './chat.mjs';
import { answer } from './routes.mjs';
import { countSocketBytes } from './socket-bytes.mjs';

/**
 * The demo: three sites on one port of this machine. Names under `localhost` resolve to the machine itself in every
 * browser (RFC 6761, section 6.3), and `market.localhost` is a site of its own for a public suffix list without
 * `localhost`.
 *
 * @typedef {object} Demo
 * @property {string[]} sites
 * @property {(site: string, query?: string) => string} address
 * @property {() => { down: number; up: number }} moved bytes on all sockets since the start, with HTTP's overhead but
 *   without TCP's: for comparison with the meter's figure
 * @property {() => Promise<void>} close
 *
 * @returns {Promise<Demo>}
 */
export async function startDemo() {
  const server = createServer((request, response) => {
    answer(request, response).catch((/** @type {Error} */ error) => {
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { 'content-type': 'text/plain' }).end(error.message);
    });
  });
  const moved = countSocketBytes(server);
  const chat = createChat(moved);
  server.on('upgrade', chat.accept);
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', () => resolve(null)));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    sites: ['market', 'film', 'news'],
    address: (site, query = '') => `http://${site}.localhost:${port}/${query}`,
    moved,
    async close() {
      chat.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
