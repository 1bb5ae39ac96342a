import type { Flow } from '../../../src/core/flow.ts';
import type { TestServer } from './server.ts';

/** Serves pages with one of everything that is easily miscounted, on `www.news.test`. */
export function serveMixedPage(server: TestServer): void {
  const port = `:${server.port}`;
  const images = Array.from({ length: 20 }, (_, i) => `<img src="/r.png?size=${2000 + i * 137}&seed=${i + 1}">`);
  server.page(
    'www.news.test',
    '/',
    `<!doctype html><title>News</title>
     <link rel="stylesheet" href="/r.css?size=5000&gzip">
     <script src="/r.js?size=9000&gzip"></script>
     <img src="//img.news.test${port}/r.png?size=3000&length">
     <script src="//static.cdn.test${port}/r.js?size=7000&length"></script>
     ${images.join('')}
     <iframe src="//www.ads.test${port}/frame"></iframe>
     <iframe srcdoc="<img src='//www.news.test${port}/r.png?size=2500&seed=99'>"></iframe>`,
  );
  server.page(
    'www.ads.test',
    '/frame',
    `<!doctype html><img src="/r.png?size=4000&length"><script src="//static.cdn.test${port}/r.js?size=3000&length&of=frame"></script>
     <script>const w = new Worker('/worker.js'); w.onmessage = () => document.title = 'done';</script>`,
  );
  server.page(
    'www.ads.test',
    '/worker.js',
    `fetch('/r.json?size=900&length&of=worker').then((r) => r.text()).then(() => postMessage(1));`,
    { 'content-type': 'text/javascript' },
  );
  server.page('www.app.test', '/', `<!doctype html><title>App</title>`);
  const worker = `self.addEventListener('install', (e) => e.waitUntil(fetch('/r.json?size=700&length&of=sw').then((r) => r.text())));
     self.addEventListener('activate', (e) => e.waitUntil(clients.claim()));`;
  server.page('www.app.test', '/sw.js', worker, {
    'content-type': 'text/javascript',
    // The size of a service worker's own script is known only from its response.
    'content-length': String(worker.length),
  });
}

/** The page's requests after loading; runs in the page. */
export async function useMixedPage(): Promise<void> {
  const get = (url: string, init?: RequestInit) => fetch(url, init).then((response) => response.text());
  await get('/r.json?size=2000&etag=a');
  await get('/r.json?size=2000&etag=a'); // 304
  await get('/r.json?size=2100&cache=100');
  await get('/r.json?size=2100&cache=100'); // cache
  await get('/r.json?to=/r.json%3Fsize%3D1200');
  await fetch('/r.json?size=900000&length', { method: 'HEAD' });
  await get(`//api.cdn.test:${location.port}/r.json?size=500&cors&length`, { headers: { 'x-token': '1' } }); // preflight
  await get('/r.json?size=100', { method: 'POST', body: 'x'.repeat(30_000) });
}

/** Registers the app's service worker and waits for its fetch; runs in the page. */
export async function useApp(): Promise<void> {
  await navigator.serviceWorker.register('/sw.js');
  await navigator.serviceWorker.ready;
}

/** Body bytes by site, as the meter has counted them. */
export function bodiesBySite(flows: readonly Flow[]): Record<string, { down: number; up: number }> {
  const sites: Record<string, { down: number; up: number }> = {};
  for (const { site, body } of flows) {
    const sum = (sites[site] ??= { down: 0, up: 0 });
    sum.down += body.down;
    sum.up += body.up;
  }
  return sites;
}
