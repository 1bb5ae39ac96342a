import { noise } from '../../support/random.mjs';
import { html, inline, prose } from '../../support/content/text.mjs';
import { createSite, PRIVATE, PUBLIC } from '../../support/site.mjs';

const VALIDATORS = { etag: '"9c4-77b0"', 'last-modified': 'Mon, 01 Jun 2026 00:00:00 GMT' };

/**
 * A film whose segments are ranges of one file on another site, which the page fetches one by one (DASH, 'on demand'
 * profile; HLS, EXT-X-BYTERANGE), goes back some and fetches these again: they come from the cache.
 *
 * @param {{ name: string, segments: number, bytes: number, again: number }} numbers `bytes`: of each segment; `again`: how
 *   many segments it goes back
 */
export function videoRanges({ name, segments, bytes, again }) {
  const site = createSite(name, 'video, ranges of one file');
  const { random } = site;
  const www = site.host(`www.${name}`);
  const media = site.host(`files.${name.split('.')[0]}-files.test`, { protocol: 'h2' });
  const headers = { ...PUBLIC, ...VALIDATORS, 'access-control-allow-origin': '*' };
  const url = media.on('/film.mp4', {
    ...{ type: 'video/mp4', ranges: true, headers },
    body: noise(name, segments * bytes),
  });
  const page = prose(random.int(0, 9e5), 9_000) + inline(watch, { url, segments, bytes, again });
  www.text('/', 'text/html', html('Film', '', page), { headers: PRIVATE });
  site.visit = async (tab) => {
    await tab.goto(`${site.origin}/`);
    await tab.done();
  };
  return site;
}

/** Runs in the page. @param {{ url: string, segments: number, bytes: number, again: number }} options */
async function watch({ url, segments, bytes, again }) {
  const ahead = Array.from({ length: segments }, (_, n) => n);
  for (const n of [...ahead, ...ahead.slice(-again)])
    await (await fetch(url, { headers: { range: `bytes=${n * bytes}-${(n + 1) * bytes - 1}` } })).arrayBuffer();
  /** @type {any} */ (window).done = true;
}
