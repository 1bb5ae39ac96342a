import { html, inline, prose } from '../../support/content/text.mjs';
import { createSite, PRIVATE } from '../../support/site.mjs';

/**
 * Uploads that somebody stops half-way: by an XMLHttpRequest that is aborted, a fetch that is, and by closing the tab.
 *
 * @param {{ name: string, bytes: number, stopsAt: number, protocol: 'h1' | 'h2' }} numbers `stopsAt`: 0 to 1 of each
 */
export function uploadsLeft({ name, bytes, stopsAt, protocol }) {
  const site = createSite(name, 'uploads, left');
  const www = site.host(`www.${name}`);
  const store = site.host(`up.${name}`, { protocol });
  store.on('/up', ({ received }) => ({
    type: 'application/json',
    declared: true,
    headers: PRIVATE,
    body: Buffer.from(JSON.stringify({ received })),
  }));
  const options = { to: store.url('/up'), bytes, stopsAt };
  www.text('/', 'text/html', html('Send', '', prose(site.random.int(0, 9e5), 4_000) + inline(stop, options)), {
    headers: PRIVATE,
  });
  return site;
}

/** Runs in the page. @param {{ to: string, bytes: number, stopsAt: number }} options */
async function stop({ to, bytes, stopsAt }) {
  const noise = new Uint8Array(bytes);
  for (let at = 0; at < bytes; at += 65_536) crypto.getRandomValues(noise.subarray(at, Math.min(bytes, at + 65_536)));
  /** Until so much of it has gone. @param {(request: XMLHttpRequest) => void} then */
  const send = (then) =>
    new Promise((done) => {
      const request = new XMLHttpRequest();
      request.open('POST', to);
      request.upload.onprogress = ({ loaded }) => {
        if (loaded < stopsAt * bytes) return;
        then(request);
        done(undefined);
      };
      request.onloadend = done;
      request.send(noise);
    });
  await send((request) => request.abort());
  const started = performance.now();
  await send((request) => request.abort());
  const lasted = performance.now() - started;
  const control = new AbortController();
  setTimeout(() => control.abort(), lasted);
  await fetch(to, { method: 'POST', body: noise, signal: control.signal }).catch(() => undefined);
  // The last goes on until its tab is closed.
  await send(() => {});
  /** @type {any} */ (window).done = true;
}
