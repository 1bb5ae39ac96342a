import { film } from '../../support/content/media.mjs';
import { html, prose, script } from '../../support/content/text.mjs';
import { createSite, PRIVATE, PUBLIC } from '../../support/site.mjs';
import { until } from '../../support/server.mjs';

const QUIET_MS = 1500;

/**
 * A film in one file in a `<video>`, looked at from the start and then from later on, and left before its end: the server
 * gives so many bytes of each range that is asked for, and no more.
 *
 * @param {{ name: string, format: 'mp4' | 'webm', seconds: number, kbps: number, faststart?: boolean, firstBytes: number,
 *   seekTo: number[], seekBytes: number, protocol: 'h1' | 'h2' }} numbers `seekTo`: shares of the film
 */
export function videoFile({ name, format, seconds, kbps, faststart = true, firstBytes, seekTo, seekBytes, protocol }) {
  const site = createSite(name, 'video, one file');
  const { random } = site;
  const www = site.host(`www.${name}`);
  const media = site.host(`files.${name}`, { protocol });
  const body = film({ format, seconds, kbps, faststart });
  let limit = firstBytes;
  let held = 0;
  let sentAt = 0;
  const src = media.on(`/film.${format}`, () => {
    const holdAfter = limit;
    const onSent = (/** @type {number} */ sent) => {
      held += Number(sent >= holdAfter);
      sentAt = performance.now();
    };
    return { type: `video/${format}`, body, ranges: true, holdAfter, onSent, headers: PUBLIC };
  });
  const code = www.text('/site.js', 'text/javascript', script(random.int(0, 8e6), 150_000), { headers: PUBLIC });
  const page = `<video src="${src}" muted autoplay width="640"></video>${prose(random.int(0, 9e5), 9_000)}`;
  www.text('/', 'text/html', html('Film', `<script async src="${code}"></script>`, page), { headers: PRIVATE });

  // All was given; or it takes no more, or asks for nothing: after a jump that is not far Firefox waits for what it asked before.
  const isQuiet = () => performance.now() - sentAt > QUIET_MS;
  const untilGiven = () => until(() => held > 0 || isQuiet(), 30_000);

  site.visit = async (tab) => {
    limit = firstBytes;
    held = 0;
    await tab.goto(`${site.origin}/`);
    await tab.waitFor(() => /** @type {HTMLVideoElement} */ (document.querySelector('video')).readyState >= 2);
    await untilGiven();
    for (const share of seekTo) {
      limit = seekBytes;
      held = 0;
      sentAt = performance.now();
      await tab.evaluate((to) => {
        const video = /** @type {HTMLVideoElement} */ (document.querySelector('video'));
        video.currentTime = to;
      }, share * seconds);
      await untilGiven();
      // It has got there; or it waits for more than it is given, as Firefox may between two of a film's clusters.
      const isThere = () =>
        tab.evaluate(() => !(/** @type {HTMLVideoElement} */ (document.querySelector('video')).seeking));
      if (held > 0) await until(async () => isQuiet() || (await isThere()), 30_000);
    }
  };
  return site;
}
