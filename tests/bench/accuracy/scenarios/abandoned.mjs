import { jpeg } from '../../support/content/image.mjs';
import { html, inline, json, prose } from '../../support/content/text.mjs';
import { until } from '../../support/server.mjs';
import { createSite, PRIVATE, PUBLIC } from '../../support/site.mjs';

/**
 * Things begun and not finished: fetches given up, a picture taken away, a request overtaken, a page left while it loads.
 * The server stops after so many bytes, so that what came is known.
 *
 * @param {{ name: string, bytes: number, partBytes: number, picturePartBytes: number, protocol: 'h1' | 'h2' }} numbers
 */
export function abandoned({ name, bytes, partBytes, picturePartBytes, protocol }) {
  const site = createSite(name, 'left half-way');
  const { random } = site;
  const www = site.host(`www.${name}`);
  const big = site.host(`big.${name}`, { protocol });
  const photo = jpeg(name, bytes);
  let picturesHeld = 0;
  big.on('/known', {
    type: 'application/octet-stream',
    body: photo,
    declared: true,
    holdAfter: partBytes,
    headers: PRIVATE,
  });
  big.on('/unknown', { type: 'application/octet-stream', body: photo, holdAfter: partBytes, headers: PRIVATE });
  big.on('/photo', {
    type: 'image/jpeg',
    body: photo,
    declared: true,
    holdAfter: picturePartBytes,
    headers: PUBLIC,
    onSent: (sent) => void (picturesHeld += Number(sent >= picturePartBytes)),
  });
  www.text('/list', 'application/json', json(random.int(0, 9e5), 9_000), { headers: PRIVATE });
  const body = prose(random.int(0, 9e5), 6_000);
  const options = { known: big.url('/known'), unknown: big.url('/unknown'), partBytes };
  www.text('/', 'text/html', html('Start', '', body + inline(giveUp, options)), { headers: PRIVATE });
  www.text('/gallery', 'text/html', html('Gallery', '', `${body}<img src="${big.url('/photo')}">`), {
    headers: PRIVATE,
  });
  www.text('/end', 'text/html', html('End', '', body), { headers: PRIVATE });
  site.visit = async (tab) => {
    picturesHeld = 0;
    await tab.goto(`${site.origin}/`);
    await tab.done();
    // A picture that is taken away…
    await tab.evaluate((src) => {
      document.body.append(Object.assign(new Image(), { src }));
    }, big.url('/photo?1'));
    await until(() => picturesHeld === 1, 20_000);
    await tab.evaluate(() => {
      const image = /** @type {HTMLImageElement} */ (document.querySelector('img'));
      image.src = '';
      image.remove();
    });
    // … and a page that is left before it is there: its load never ends, so nobody waits for it.
    await tab.evaluate((to) => {
      setTimeout(() => location.assign(to));
    }, `${site.origin}/gallery`);
    await until(() => picturesHeld === 2, 20_000);
    await tab.evaluate((to) => {
      setTimeout(() => location.assign(to));
    }, `${site.origin}/end`);
    await tab.waitFor(() => location.pathname === '/end' && document.readyState === 'complete');
  };
  return site;
}

/** Runs in the page. @param {{ known: string, unknown: string, partBytes: number }} options */
async function giveUp({ known, unknown, partBytes }) {
  for (const url of [known, unknown]) {
    const stop = new AbortController();
    const reader = /** @type {ReadableStream<Uint8Array>} */ (
      (await fetch(url, { signal: stop.signal })).body
    ).getReader();
    for (let got = 0; got < partBytes;) got += (await reader.read()).value?.length ?? Infinity;
    stop.abort();
    await new Promise((done) => {
      const request = new XMLHttpRequest();
      request.open('GET', `${url}?xhr`);
      request.onprogress = ({ loaded }) => loaded >= partBytes && request.abort();
      request.onabort = done;
      request.send();
    });
  }
  await (await fetch('/list')).json();
  /** @type {any} */ (window).done = true;
}
