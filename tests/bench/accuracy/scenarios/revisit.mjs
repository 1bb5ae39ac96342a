import { woff } from '../../support/content/font.mjs';
import { jpeg } from '../../support/content/image.mjs';
import { html, inline, json, prose, script, style } from '../../support/content/text.mjs';
import { cookie, createSite, PUBLIC } from '../../support/site.mjs';

/**
 * A page that one comes back to: most of it in the cache, some of it asked for again and not changed (304), some changed.
 *
 * @param {{ name: string, fresh: number, asked: number, bytes: number, visits: number }} numbers
 */
export function revisit({ name, fresh, asked, bytes, visits }) {
  const site = createSite(name, 'visited again');
  const { random } = site;
  const www = site.host(`www.${name}`);
  const cdn = site.host(`cdn.${name.split('.')[0]}-cdn.test`);
  const tagged = (/** @type {string} */ tag) => ({ headers: { 'cache-control': 'no-cache', etag: `"${tag}"` } });
  const images = [
    ...Array.from({ length: fresh }, (_, n) => {
      const body = jpeg(`${name}${n}`, random.int(bytes >> 1, bytes * 2));
      return (n % 2 ? cdn : www).bytes(`/fresh${n}.jpg`, 'image/jpeg', body, { headers: PUBLIC });
    }),
    ...Array.from({ length: asked }, (_, n) =>
      (n % 2 ? cdn : www).bytes(`/asked${n}.jpg`, 'image/jpeg', jpeg(`${name}a${n}`, bytes), tagged(`a${n}`)),
    ),
  ];
  const face = cdn.bytes('/f.woff', 'font/woff', woff(name, 24_000), { headers: PUBLIC });
  const font = `@font-face{font-family:f;src:url(${face})}h1{font-family:f}`;
  const sheet = www.text('/s.css', 'text/css', font + style(random.int(0, 4e5), 40_000), { headers: PUBLIC });
  const kept = www.text('/kept.js', 'text/javascript', script(random.int(0, 8e6), 200_000), { headers: PUBLIC });
  const checked = www.text('/checked.js', 'text/javascript', script(random.int(0, 8e6), 90_000), tagged('checked'));
  const other = cdn.text('/other.js', 'text/javascript', script(random.int(0, 8e6), 120_000), tagged('other'));
  www.text('/state', 'application/json', json(random.int(0, 9e5), 12_000), {
    headers: { 'cache-control': 'no-store' },
  });
  const scripts = [kept, checked, other].map((src) => `<script async src="${src}"></script>`).join('');
  const body = `<h1>A</h1>${prose(random.int(0, 9e5), 8_000)}${images.map((src) => `<img src="${src}">`).join('')}`;
  www.text(
    '/',
    'text/html',
    html('Again', `<link rel="stylesheet" href="${sheet}">${scripts}`, body + inline(look, { state: '/state' })),
    {
      headers: { 'cache-control': 'no-cache', etag: '"page"', 'set-cookie': cookie(random, 150) },
    },
  );
  site.visit = async (tab) => {
    for (let n = 0; n < visits; n++) {
      await tab.goto(`${site.origin}/?visit=${n % 2}`);
      await tab.done();
    }
  };
  return site;
}

/** Runs in the page. @param {{ state: string }} options */
async function look({ state }) {
  await new Promise((done) => (document.readyState === 'complete' ? done(0) : addEventListener('load', done)));
  await document.fonts.ready;
  await (await fetch(state)).json();
  /** @type {any} */ (window).done = true;
}
