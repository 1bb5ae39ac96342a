import { woff } from '../../support/content/font.mjs';
import { jpeg, PIXEL, png } from '../../support/content/image.mjs';
import { html, inline, json, prose, script, style } from '../../support/content/text.mjs';
import { cookie, createSite, PRIVATE, PUBLIC, TIMING } from '../../support/site.mjs';

const GIF = 'image/gif';

/**
 * A newspaper's front page: its own pictures, a tag manager that brings advertisers, fonts from elsewhere, pixels that
 * redirect to each other, analytics that ask first (CORS preflight), and pictures that come when one scrolls.
 *
 * @param {{ name: string, pictures: number, lazy: number, advertisers: number, articleCharacters: number, fonts: number }} numbers
 */
export function news({ name, pictures, lazy, advertisers, articleCharacters, fonts }) {
  const site = createSite(name, 'news');
  const { random } = site;
  const key = name.split('.')[0];
  const www = site.host(`www.${name}`, { key: 'rsa' });
  const images = site.host(`images.${name}`);
  const api = site.host(`api.${name}`);
  const type = site.host(`fonts.${key}-type.test`);
  const tags = site.host(`tags.${key}-tags.test`);

  const picture = (/** @type {number} */ n) => {
    const bytes = Math.round(Math.max(220, Math.min(400_000, random.logNormal(4_000, 120_000))));
    const make = n % 3 ? jpeg : png;
    return images.bytes(`/p${n}`, n % 3 ? 'image/jpeg' : 'image/png', make(`${name}${n}`, bytes), { headers: PUBLIC });
  };
  const faces = Array.from({ length: fonts }, (_, n) => {
    const bytes = Math.round(random.logNormal(16_000, 90_000));
    const url = type.bytes(`/f${n}.woff`, 'font/woff', woff(`${name}${n}`, bytes), {
      headers: { ...PUBLIC, ...(n % 2 ? TIMING : {}) },
    });
    return `@font-face{font-family:f${n};src:url(${url}) format("woff")}.f${n}{font-family:f${n}}`;
  });
  const sheet = www.text('/style.css', 'text/css', faces.join('') + style(random.int(0, 4e5), 60_000), {
    headers: PUBLIC,
    declared: true,
  });
  const app = www.text('/app.js', 'text/javascript', script(random.int(0, 8e6), 260_000), {
    encoding: 'gzip',
    headers: PUBLIC,
  });

  const ads = Array.from({ length: advertisers }, (_, n) => {
    const host = site.host(`ads${n}.${key}-ad${n % Math.ceil(advertisers * 0.7)}.test`, {
      protocol: n % 4 === 3 ? 'h1' : 'h2',
    });
    const creative = host.bytes('/creative', 'image/jpeg', jpeg(`${name}ad${n}`, random.int(6_000, 60_000)), {
      headers: PUBLIC,
    });
    const code = host.text('/bid.js', 'text/javascript', script(random.int(0, 8e6), random.int(8_000, 180_000)), {
      encoding: n % 2 ? 'br' : 'gzip',
      headers: n % 3 ? PUBLIC : PRIVATE,
    });
    host.on('/sync', {
      status: 302,
      headers: { ...PRIVATE, location: host.url('/pixel'), 'set-cookie': cookie(random, 40) },
    });
    host.bytes('/pixel', GIF, PIXEL, { headers: PRIVATE });
    host.on('/view', { status: 204, headers: PRIVATE });
    const slot = `<script src="${code}"></script><img src="${creative}">`;
    const frame = host.text('/slot', 'text/html', html('ad', '', slot + `<!--${prose(random.int(0, 9e5), 3_000)}-->`), {
      headers: PRIVATE,
    });
    return { code, frame, sync: host.url('/sync'), view: host.url('/view') };
  });
  const manager = tags.text('/manager.js', 'text/javascript', script(random.int(0, 8e6), 220_000), {
    headers: { ...PUBLIC, ...TIMING },
  });
  tags.on('/collect', { status: 204, headers: PRIVATE });
  api.text('/more', 'application/json', json(random.int(0, 9e5), 30_000), { encoding: 'gzip', headers: PRIVATE });

  const urls = Array.from({ length: pictures + lazy }, (_, n) => picture(n));
  const options = { ads, lazy: urls.slice(pictures), more: api.url('/more'), collect: tags.url('/collect') };
  const head = `<link rel="stylesheet" href="${sheet}"><script async src="${app}"></script><script async src="${manager}"></script>`;
  const faced = faces.map((_, n) => `<h2 class="f${n}">AAA</h2>`).join('');
  const body =
    faced +
    prose(random.int(0, 9e5), articleCharacters) +
    urls
      .slice(0, pictures)
      .map((url) => `<img src="${url}">`)
      .join('');
  www.text('/', 'text/html', html('News', head, body + inline(read, options)), {
    headers: { ...PRIVATE, 'set-cookie': [cookie(random, 180), cookie(random, 60), cookie(random, 24)] },
  });
  return site;
}

/** Runs in the page. @param {{ ads: { code: string, frame: string, sync: string, view: string }[], lazy: string[], more: string, collect: string }} options */
async function read({ ads, lazy, more, collect }) {
  /** @param {string} tag @param {string} src */
  const add = (tag, src) =>
    new Promise((done) => {
      const element = Object.assign(document.createElement(tag), { src, onload: done, onerror: done });
      document.body.append(element);
    });
  await new Promise((done) => (document.readyState === 'complete' ? done(0) : addEventListener('load', done)));
  await document.fonts.ready;
  await Promise.all(
    ads.flatMap(({ code, frame, sync }) => [add('script', code), add('iframe', frame), add('img', sync)]),
  );
  const about = JSON.stringify({ page: location.href, seen: ads.map((ad) => ad.view), at: 'x'.repeat(600) });
  const headers = { 'content-type': 'application/json' };
  await fetch(collect, { method: 'POST', headers, body: about, credentials: 'include' });
  await (await fetch(more, { credentials: 'include' })).json();
  for (const { view } of ads) await fetch(view, { method: 'POST', mode: 'no-cors', body: about.slice(0, 300) });
  for (const src of lazy) await add('img', src);
  /** @type {any} */ (window).done = true;
}
