import { MSE_TYPE, segmentedFilm } from '../../support/content/media.mjs';
import { html, inline, prose, script } from '../../support/content/text.mjs';
import { cookie, createSite, PRIVATE, PUBLIC } from '../../support/site.mjs';

/**
 * A film streamed in segments to a Media Source player, from a host of another domain, with jumps: each jump gives up a
 * segment that was on its way.
 *
 * @param {{ name: string, seconds: number, kbps: number, segmentSeconds: number, declared: boolean, protocol: 'h1' | 'h2',
 *   plan: { segment: number, giveUpAfter?: number }[] }} numbers `giveUpAfter`: bytes
 */
export function videoSegments({ name, seconds, kbps, segmentSeconds, declared, protocol, plan }) {
  const site = createSite(name, 'video, segments');
  const { random } = site;
  const www = site.host(`www.${name}`);
  const media = site.host(`v3.${name.split('.')[0]}-media.test`, { protocol, key: 'rsa' });
  const film = segmentedFilm({ seconds, kbps, segmentSeconds });
  media.bytes('/init.mp4', 'video/mp4', film.init, { headers: PUBLIC });
  for (const [n, body] of film.segments.entries()) {
    const answer = { type: 'video/mp4', body, declared, headers: PUBLIC };
    media.on(`/${n}.m4s`, ({ url }) => {
      const bytes = url.searchParams.get('part');
      return bytes ? { ...answer, holdAfter: Number(bytes) } : answer;
    });
  }
  const player = www.text('/player.js', 'text/javascript', script(random.int(0, 8e6), 400_000), { headers: PUBLIC });
  const options = { type: MSE_TYPE, base: media.url('/'), segmentSeconds, plan };
  const body = `<video muted width="640"></video>${prose(random.int(0, 9e5), 6_000)}${inline(play, options)}`;
  www.text('/', 'text/html', html('Film', `<script async src="${player}"></script>`, body), {
    headers: { ...PRIVATE, 'set-cookie': cookie(random, 120) },
  });
  return site;
}

/**
 * Runs in the page.
 *
 * @param {{ type: string, base: string, segmentSeconds: number, plan: { segment: number, giveUpAfter?: number }[] }} options
 */
async function play({ type, base, segmentSeconds, plan }) {
  const video = /** @type {HTMLVideoElement} */ (document.querySelector('video'));
  const source = new MediaSource();
  video.src = URL.createObjectURL(source);
  await new Promise((done) => source.addEventListener('sourceopen', done, { once: true }));
  const buffer = source.addSourceBuffer(type);
  /** @param {ArrayBuffer} bytes */
  const append = (bytes) => {
    const done = new Promise((next, failed) => {
      buffer.addEventListener('updateend', next, { once: true });
      buffer.addEventListener('error', failed, { once: true });
    });
    buffer.appendBuffer(bytes);
    return done;
  };
  await append(await (await fetch(`${base}init.mp4`)).arrayBuffer());
  for (const { segment, giveUpAfter } of plan) {
    if (giveUpAfter) {
      const stop = new AbortController();
      const reply = await fetch(`${base}${segment}.m4s?part=${giveUpAfter}`, { signal: stop.signal });
      const reader = /** @type {ReadableStream<Uint8Array>} */ (reply.body).getReader();
      for (let got = 0; got < giveUpAfter;) got += (await reader.read()).value?.length ?? Infinity;
      stop.abort();
      continue;
    }
    await append(await (await fetch(`${base}${segment}.m4s`)).arrayBuffer());
    video.currentTime = segment * segmentSeconds + 0.1;
    await video.play();
  }
  /** @type {any} */ (window).done = true;
}
