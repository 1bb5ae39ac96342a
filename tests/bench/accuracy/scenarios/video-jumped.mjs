import { film } from '../../support/content/media.mjs';
import { html, prose, script } from '../../support/content/text.mjs';
import { createSite, PRIVATE, PUBLIC } from '../../support/site.mjs';

/** What a cache needs to keep parts of a file (RFC 9111 §3.4), as servers of files send it. */
const VALIDATORS = { etag: '"5f3-6a1e"', 'last-modified': 'Mon, 01 Jun 2026 00:00:00 GMT' };

/**
 * A film in one file, watched for some seconds from its start, then from later on, and closed: the server goes on
 * sending for as long as the browser takes it, and the browser's cache keeps the parts that it has got.
 *
 * @param {{ name: string, format: 'mp4' | 'webm', seconds: number, kbps: number, watch: number, jumpTo: number, protocol: 'h1' | 'h2' }} numbers
 *   `watch`: seconds of each part; `jumpTo`: a share of the film
 */
export function videoJumped({ name, format, seconds, kbps, watch, jumpTo, protocol }) {
  const site = createSite(name, 'video, jumped in');
  const { random } = site;
  const www = site.host(`www.${name}`);
  const media = site.host(`files.${name}`, { protocol });
  const body = film({ format, seconds, kbps });
  const headers = { ...PUBLIC, ...VALIDATORS };
  const src = media.on(`/film.${format}`, { type: `video/${format}`, body, ranges: true, headers });
  const code = www.text('/site.js', 'text/javascript', script(random.int(0, 8e6), 150_000), { headers: PUBLIC });
  const page = `<video src="${src}" muted autoplay width="640"></video>${prose(random.int(0, 9e5), 9_000)}`;
  www.text('/', 'text/html', html('Film', `<script async src="${code}"></script>`, page), { headers: PRIVATE });

  site.visit = async (tab) => {
    await tab.goto(`${site.origin}/`);
    const untilAt = (/** @type {number} */ second) =>
      tab.waitFor(
        (until) => /** @type {HTMLVideoElement} */ (document.querySelector('video')).currentTime >= until,
        second,
      );
    await untilAt(watch);
    await tab.evaluate((to) => {
      const video = /** @type {HTMLVideoElement} */ (document.querySelector('video'));
      video.currentTime = to;
    }, jumpTo * seconds);
    await untilAt(jumpTo * seconds + watch);
  };
  return site;
}
