import type { StreamServer } from './stream-server.ts';

/**
 * A page that streams in every way a page can: a film, a fetch, a WebSocket, in a frame and in a worker. Each at an
 * address of its own: Firefox lets one wait for the other where they ask for the same.
 */
export function addStreamingPage(streams: StreamServer, site: string): string {
  const talk = `
    fetch('${streams.url(`cdn.${site}`, '/drip')}?' + Math.random()).then(async (r) => { const p = r.body.getReader(); while (!(await p.read()).done); }).catch(() => {});
    new WebSocket('${streams.url(`live.${site}`, '/socket').replace('https:', 'wss:')}');`;
  streams.page(`www.${site}`, '/frame', `<!doctype html><script>${talk}</script>`);
  streams.page(
    `www.${site}`,
    '/live',
    `<!doctype html><title>live</title>
    <video src="/film" autoplay muted preload="auto"></video>
    <iframe src="/frame"></iframe>
    <script>${talk}
      new Worker(URL.createObjectURL(new Blob([${JSON.stringify(talk)}])));
    </script>`,
  );
  return streams.url(`www.${site}`, '/live');
}
