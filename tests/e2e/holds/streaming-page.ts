import type { StreamServer } from './stream-server.ts';

const talkTo = (streams: StreamServer, drips: string, talks: string) => `
    fetch('${streams.url(drips, '/drip')}?' + Math.random()).then(async (r) => { const p = r.body.getReader(); while (!(await p.read()).done); }).catch(() => {});
    new WebSocket('${streams.url(talks, '/socket').replace('https:', 'wss:')}');`;

/** A script that starts a streaming worker, which requests only from `host`. */
export const streamingWorker = (streams: StreamServer, host: string): string =>
  `new Worker(URL.createObjectURL(new Blob([${JSON.stringify(talkTo(streams, host, host))}])));`;

/**
 * A page that streams in every way a page can: a film, a fetch and a WebSocket, also in a frame, in a worker and
 * through a service worker. Each has an address of its own, since Firefox serializes requests for the same one. Only
 * the worker requests from `worker.`.
 */
export function addStreamingPage(streams: StreamServer, site: string, { hasWorker = true } = {}): string {
  const talk = talkTo(streams, `cdn.${site}`, `live.${site}`);
  streams.page(`www.${site}`, '/frame', `<!doctype html><script>${talk}</script>`);
  streams.script(
    `www.${site}`,
    '/pass.js',
    `addEventListener('install', () => skipWaiting()); addEventListener('activate', (e) => e.waitUntil(clients.claim()));
     addEventListener('fetch', (e) => { if (e.request.url.endsWith('/through')) e.respondWith(fetch('/drip?through').then((r) => new Response(r.body.pipeThrough(new TransformStream())))); });`,
  );
  streams.page(
    `www.${site}`,
    '/live',
    `<!doctype html><title>live</title>
    <video src="/film" autoplay muted preload="auto"></video>
    <iframe src="/frame"></iframe>
    <script>${talk}
      navigator.serviceWorker.addEventListener('controllerchange', () => fetch('/through').then((r) => r.text()).catch(() => {}));
      void navigator.serviceWorker.register('/pass.js');
      ${hasWorker ? streamingWorker(streams, `worker.${site}`) : ''}
    </script>`,
  );
  return streams.url(`www.${site}`, '/live');
}
