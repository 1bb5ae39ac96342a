import { encoded } from '../../support/answer.mjs';
import { until } from '../../support/server.mjs';
import { jpeg } from '../../support/content/image.mjs';
import { html, inline, json, script, style } from '../../support/content/text.mjs';
import { cookie, createSite, PRIVATE, PUBLIC } from '../../support/site.mjs';

/**
 * An application with a service worker: it fills a cache of its own on installing, answers from there on the next visit,
 * and fetches behind the page's back, from its own host and another's.
 *
 * @param {{ name: string, parts: number, partCharacters: number, pictures: number, feedCharacters: number }} numbers
 */
export function app({ name, parts, partCharacters, pictures, feedCharacters }) {
  const site = createSite(name, 'service worker');
  const { random } = site;
  const www = site.host(`www.${name}`);
  const cdn = site.host(`cdn.${name.split('.')[0]}-assets.test`);
  const code = Array.from({ length: parts }, (_, n) =>
    www.text(`/part${n}.js`, 'text/javascript', script(random.int(0, 8e6), partCharacters), {
      headers: PUBLIC,
      encoding: n % 2 ? 'br' : 'gzip',
    }),
  );
  const images = Array.from({ length: pictures }, (_, n) =>
    cdn.bytes(`/i${n}.jpg`, 'image/jpeg', jpeg(`${name}${n}`, random.int(9_000, 70_000)), { headers: PUBLIC }),
  );
  const library = cdn.text('/library.js', 'text/javascript', script(random.int(0, 8e6), partCharacters * 2), {
    headers: PUBLIC,
  });
  const sheet = www.text('/app.css', 'text/css', style(random.int(0, 4e5), 35_000), { headers: PUBLIC });
  www.text('/feed', 'application/json', json(random.int(0, 9e5), feedCharacters), { headers: PRIVATE });
  const kept = [...code, ...images, library, sheet];
  const worker = `const kept=${JSON.stringify(kept)};(${serve})(kept);${script(random.int(0, 8e6), 30_000)}`;
  let looks = 0;
  const sent = encoded(worker, 'br', { type: 'text/javascript', headers: { 'cache-control': 'no-cache' } });
  www.on('/worker.js', () => {
    looks++;
    return sent;
  });
  const head = `<link rel="stylesheet" href="${sheet}">${code.map((src) => `<script async src="${src}"></script>`).join('')}`;
  const body = images.map((src) => `<img crossorigin src="${src}">`).join('') + inline(start, { feed: '/feed' });
  www.text('/', 'text/html', html('App', head, body), { headers: { ...PRIVATE, 'set-cookie': cookie(random, 160) } });
  site.visit = async (tab) => {
    await tab.goto(`${site.origin}/`);
    await tab.done();
    const before = looks;
    await tab.goto(`${site.origin}/?again`); // now the worker answers
    await tab.done();
    // Browsers ask for the worker again some time after a visit (its 'soft update'): that is part of what the visit costs.
    await until(() => looks > before, 30_000);
  };
  return site;
}

/** Runs in the service worker. @param {string[]} kept */
function serve(kept) {
  const self = /** @type {any} */ (globalThis);
  self.addEventListener('install', (/** @type {any} */ event) => {
    const fill = async () => (await caches.open('kept')).addAll(kept.map((url) => new Request(url, { mode: 'cors' })));
    event.waitUntil(fill().then(() => self.skipWaiting()));
  });
  self.addEventListener('activate', (/** @type {any} */ event) => event.waitUntil(self.clients.claim()));
  self.addEventListener('fetch', (/** @type {any} */ event) => {
    const answer = async () => (await caches.match(event.request)) ?? fetch(event.request);
    event.respondWith(answer());
  });
  // Stale while revalidate: nobody in the page waits for these.
  self.addEventListener('message', (/** @type {any} */ event) => {
    const renew = kept.slice(0, 3).map((url) => fetch(url, { cache: 'reload', mode: 'cors' }).then((r) => r.text()));
    event.waitUntil(Promise.all(renew).then(() => event.source.postMessage('renewed')));
  });
}

/** Runs in the page. @param {{ feed: string }} options */
async function start({ feed }) {
  await navigator.serviceWorker.register('/worker.js');
  const { active } = await navigator.serviceWorker.ready;
  if (!navigator.serviceWorker.controller) {
    await new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }));
  }
  for (let n = 0; n < 3; n++) await (await fetch(`${feed}?${n}`)).json();
  const renewed = new Promise((done) => navigator.serviceWorker.addEventListener('message', done, { once: true }));
  active?.postMessage('renew');
  await renewed;
  if (document.readyState !== 'complete') await new Promise((done) => addEventListener('load', done));
  /** @type {any} */ (window).done = true;
}
