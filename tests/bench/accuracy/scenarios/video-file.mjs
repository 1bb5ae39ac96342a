import { film } from '../../support/content/media.mjs';
import { html, prose, script } from '../../support/content/text.mjs';
import { createSite, PRIVATE, PUBLIC } from '../../support/site.mjs';

/**
 * A film in one file in a `<video>`, watched from the start and then from later on, and left before its end. Its server
 * sends as fast as it is read, and its responses have no validators: no cache keeps parts of them.
 *
 * @param {{ name: string, format: 'mp4' | 'webm', seconds: number, kbps: number, faststart?: boolean, watch: number,
 *   seekTo: number[], watchThen: number, protocol: 'h1' | 'h2' }} numbers `watch`: seconds of the first part; `seekTo`:
 *   shares of the film, of each of which `watchThen` seconds are watched
 */
export function videoFile({ name, format, seconds, kbps, faststart = true, watch, seekTo, watchThen, protocol }) {
  const site = createSite(name, 'video, one file');
  const { random } = site;
  const www = site.host(`www.${name}`);
  const media = site.host(`files.${name}`, { protocol });
  const body = film({ format, seconds, kbps, faststart });
  const src = media.on(`/film.${format}`, { type: `video/${format}`, body, ranges: true, headers: PUBLIC });
  const code = www.text('/site.js', 'text/javascript', script(random.int(0, 8e6), 150_000), { headers: PUBLIC });
  const page = `<video src="${src}" muted autoplay width="640"></video>${prose(random.int(0, 9e5), 9_000)}`;
  www.text('/', 'text/html', html('Film', `<script async src="${code}"></script>`, page), { headers: PRIVATE });

  site.visit = async (tab) => {
    await tab.goto(`${site.origin}/`);
    await untilPlayed(tab, watch);
    for (const share of seekTo) {
      const to = share * seconds;
      await tab.evaluate((second) => {
        const video = /** @type {HTMLVideoElement} */ (document.querySelector('video'));
        video.currentTime = second;
      }, to);
      await untilPlayed(tab, to + watchThen);
    }
  };
  return site;
}

/** @param {import('../../support/tab.mjs').Tab} tab @param {number} second of the film */
const untilPlayed = (tab, second) =>
  tab.waitFor(
    (until) => /** @type {HTMLVideoElement} */ (document.querySelector('video')).currentTime >= until,
    second,
  );
