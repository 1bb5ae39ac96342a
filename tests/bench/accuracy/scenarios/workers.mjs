import { declarations, html, inline, json, prose, script } from '../../support/content/text.mjs';
import { createSite, PRIVATE, PUBLIC } from '../../support/site.mjs';

/**
 * Dedicated and shared workers that fetch compressed answers of no declared size, where no page's timeline shows them. The page is
 * left at once, or when somebody has looked for so long at what they made.
 *
 * @param {{ name: string, fetches: number, characters: number, codeCharacters: number, looksMs?: number }} numbers
 */
export function workers({ name, fetches, characters, codeCharacters, looksMs = 0 }) {
  const site = createSite(name, 'workers');
  const { random } = site;
  const www = site.host(`www.${name}`);
  const data = site.host(`data.${name.split('.')[0]}-data.test`);
  const urls = Array.from({ length: fetches }, (_, n) => {
    const text = n % 2 ? json(random.int(0, 9e5), characters) : declarations(random.int(0, 2e6), characters);
    const rest = { headers: n % 3 ? PRIVATE : PUBLIC, encoding: /** @type {'gzip' | 'br'} */ (n % 2 ? 'gzip' : 'br') };
    return (n % 2 ? data : www).text(`/d${n}`, n % 2 ? 'application/json' : 'text/plain', text, rest);
  });
  const code = (/** @type {Function} */ fn) => `(${fn})();${script(random.int(0, 8e6), codeCharacters)}`;
  www.text('/dedicated.js', 'text/javascript', code(serveDedicated), { headers: PUBLIC });
  www.text('/shared.js', 'text/javascript', code(serveShared), { headers: PUBLIC });
  const body = prose(random.int(0, 9e5), 5_000) + inline(ask, { urls });
  www.text('/', 'text/html', html('Compute', '', body), { headers: PRIVATE });
  site.visit = async (tab) => {
    await tab.goto(`${site.origin}/`);
    await tab.done();
    await new Promise((next) => setTimeout(next, looksMs));
  };
  return site;
}

/** Runs in the dedicated worker. */
function serveDedicated() {
  addEventListener('message', async ({ data }) => {
    for (const url of data) await (await fetch(url)).text();
    postMessage('done');
  });
}

/** Runs in the shared worker. */
function serveShared() {
  addEventListener('connect', (event) => {
    const [port] = /** @type {MessageEvent} */ (event).ports;
    if (!port) return;
    port.onmessage = async ({ data }) => {
      for (const url of data) await (await fetch(url)).text();
      port.postMessage('done');
    };
  });
}

/** Runs in the page. @param {{ urls: string[] }} options */
async function ask({ urls }) {
  const half = urls.length >> 1;
  const dedicated = new Worker('/dedicated.js');
  const shared = new SharedWorker('/shared.js').port;
  for (const [worker, part] of /** @type {const} */ ([
    [dedicated, urls.slice(0, half)],
    [shared, urls.slice(half)],
  ])) {
    const done = new Promise((next) => (worker.onmessage = next));
    worker.postMessage(part);
    await done;
  }
  /** @type {any} */ (window).done = true;
}
