import { film } from '../../support/content/media.mjs';
import { html, prose, script } from '../../support/content/text.mjs';
import { createSite, PRIVATE, PUBLIC } from '../../support/site.mjs';

/**
 * A film in one file, of which a few seconds are watched before its tab is closed: the server goes on sending for as long
 * as the browser takes it.
 *
 * @param {{ name: string, format: 'mp4' | 'webm', seconds: number, kbps: number, watch: number, protocol: 'h1' | 'h2' }} numbers
 *   `watch`: seconds; 0: its beginning is looked at, and it is never played
 */
export function videoLeft({ name, format, seconds, kbps, watch, protocol }) {
  const site = createSite(name, 'video, left');
  const { random } = site;
  const www = site.host(`www.${name}`);
  const media = site.host(`files.${name}`, { protocol });
  const body = film({ format, seconds, kbps });
  const src = media.on(`/film.${format}`, { type: `video/${format}`, body, ranges: true, headers: PUBLIC });
  const code = www.text('/site.js', 'text/javascript', script(random.int(0, 8e6), 150_000), { headers: PUBLIC });
  const page = `<video src="${src}" muted ${watch > 0 ? 'autoplay' : 'preload="metadata"'} width="640"></video>${prose(random.int(0, 9e5), 9_000)}`;
  www.text('/', 'text/html', html('Film', `<script async src="${code}"></script>`, page), { headers: PRIVATE });

  site.visit = async (tab) => {
    await tab.goto(`${site.origin}/`);
    if (watch === 0)
      await tab.waitFor(() => /** @type {HTMLVideoElement} */ (document.querySelector('video')).networkState === 1);
    await tab.waitFor(
      (until) => /** @type {HTMLVideoElement} */ (document.querySelector('video')).currentTime >= until,
      watch,
    );
  };
  return site;
}
