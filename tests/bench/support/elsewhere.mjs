import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { startChromium } from './chromium.mjs';

/**
 * Somebody else's browser, at the server's end of the link: what pages talk with past all servers. Started with its first
 * tab; none of its own pages crosses the link.
 *
 * @param {string} folder
 */
export function createElsewhere(folder) {
  const pages = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>elsewhere');
  });
  /** @type {Promise<{ browser: import('./tab.mjs').Browser, url: string }> | null} */
  let started = null;

  async function start() {
    const own = path.join(folder, 'elsewhere');
    mkdirSync(own);
    await new Promise((done) => pages.listen(0, '127.0.0.1', () => done(null)));
    const { port } = /** @type {import('node:net').AddressInfo} */ (pages.address());
    // Cameras are for secure pages alone, and a name below `localhost` is one.
    const addresses = new Map([['elsewhere.localhost', `127.0.0.1:${port}`]]);
    const options = { folder: own, namespace: null, addresses, authority: null, extension: null };
    return { browser: await startChromium(options), url: `http://elsewhere.localhost:${port}/` };
  }

  return {
    async newTab() {
      const { browser, url } = await (started ??= start());
      const tab = await browser.newTab();
      await tab.goto(url);
      return tab;
    },
    async close() {
      await (await started)?.browser.close();
      pages.close();
    },
  };
}
