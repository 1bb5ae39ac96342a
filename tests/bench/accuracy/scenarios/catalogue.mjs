import { jpeg, png } from '../../support/content/image.mjs';
import { html, inline, json, prose, script, style } from '../../support/content/text.mjs';
import { cookie, createSite, PRIVATE, PUBLIC } from '../../support/site.mjs';

/**
 * A shop's list or a map: many small pictures at once from a host that the page was not connected to, then more of them
 * in bursts as the visitor scrolls or pans, with short answers of an API between.
 *
 * @param {{ name: string, pictures: number, bytes: number, bursts: number, burst: number, protocol: 'h1' | 'h2' }} numbers
 *   `pictures`: on the page; `bytes`: the median of a picture's size; `burst`: pictures of each later burst
 */
export function catalogue({ name, pictures, bytes, bursts, burst, protocol }) {
  const site = createSite(name, 'many small pictures');
  const { random } = site;
  const www = site.host(`www.${name}`);
  const thumbs = site.host(`thumbs.${name}`, { protocol });
  const api = site.host(`api.${name}`);
  const picture = (/** @type {number} */ n) => {
    const size = Math.round(Math.max(300, Math.min(8 * bytes, random.logNormal(bytes / 4, bytes * 4))));
    const [type, make] =
      n % 4 ? /** @type {const} */ (['image/jpeg', jpeg]) : /** @type {const} */ (['image/png', png]);
    return thumbs.bytes(`/t/${n}`, type, make(`${name}${n}`, size), { headers: PUBLIC });
  };
  const urls = Array.from({ length: pictures + bursts * burst }, (_, n) => picture(n));
  const later = Array.from({ length: bursts }, (_, n) => ({
    list: api.text(`/list${n}`, 'application/json', json(random.int(0, 9e5), 3_000), {
      headers: PRIVATE,
    }),
    pictures: urls.slice(pictures + n * burst, pictures + (n + 1) * burst),
  }));
  const sheet = www.text('/list.css', 'text/css', style(random.int(0, 4e5), 40_000), { headers: PUBLIC });
  const code = www.text('/list.js', 'text/javascript', script(random.int(0, 8e6), 90_000), { headers: PUBLIC });
  const shown = urls.slice(0, pictures).map((url) => `<img src="${url}" width="80" height="60">`);
  const head = `<link rel="stylesheet" href="${sheet}"><script async src="${code}"></script>`;
  www.text(
    '/',
    'text/html',
    html('List', head, prose(random.int(0, 9e5), 3_000) + shown.join('') + inline(pan, later)),
    {
      headers: { ...PRIVATE, 'set-cookie': [cookie(random, 120), cookie(random, 40)] },
    },
  );
  return site;
}

/** Runs in the page. @param {{ list: string, pictures: string[] }[]} later */
async function pan(later) {
  await new Promise((done) => (document.readyState === 'complete' ? done(0) : addEventListener('load', done)));
  for (const { list, pictures } of later) {
    await (await fetch(list, { credentials: 'include' })).json();
    const all = pictures.map(
      (src) =>
        new Promise((done) => document.body.append(Object.assign(new Image(), { src, onload: done, onerror: done }))),
    );
    await Promise.all(all);
    await new Promise((next) => setTimeout(next, 250));
  }
  /** @type {any} */ (window).done = true;
}
