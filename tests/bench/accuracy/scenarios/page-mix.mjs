import { woff } from '../../support/content/font.mjs';
import { jpeg, PIXEL, png } from '../../support/content/image.mjs';
import { html, inline, json, prose, script, style } from '../../support/content/text.mjs';
import { cookie, createSite, PRIVATE, PUBLIC, TIMING } from '../../support/site.mjs';

/** Shares of a page's requests by type, about those of the HTTP Archive's median page with its trackers. */
const TYPES = /** @type {const} */ ([
  ['image', 0.4],
  ['script', 0.27],
  ['fetch', 0.1],
  ['ping', 0.09],
  ['style', 0.06],
  ['frame', 0.04],
  ['font', 0.04],
]);
/** Text shrinks to about that share: characters to write for a size on the wire. */
const SHRINKS = 0.3;
const MOST_BYTES = 500_000;

/** @typedef {typeof TYPES[number][0]} Type @typedef {ReturnType<ReturnType<typeof createSite>['host']>} Host */

/**
 * A page of as many requests and hosts as asked for. Sizes are drawn from the 10th and 90th percentiles of real responses by
 * type (kB: script 1–165, style 0–50, document 0–59, image median 8 to 369, font 16–158), as are encodings and declarations.
 *
 * @param {{ name: string, requests: number, hosts: number, scale: number }} numbers `scale`: of all sizes but fonts', since sites
 *   differ more from each other than their responses do
 */
export function pageMix({ name, requests, hosts, scale }) {
  const site = createSite(name, `page, ${requests} over ${hosts}`);
  const { random } = site;
  const own = Math.min(hosts, 3);
  const all = Array.from({ length: hosts }, (_, n) => {
    const third = `${random.pick(['cdn', 'static', 'px', 'tag', 'sync', 'api'])}${n}.${name.split('.')[0]}-t${n}.test`;
    const host = n < own ? `${['www', 'static', 'img'][n]}.${name}` : third;
    const served = site.host(host, {
      protocol: n > 0 && random.chance(0.15) ? 'h1' : 'h2',
      key: random.chance(0.45) ? 'rsa' : 'ec',
    });
    return {
      ...served,
      timing: n < own || random.chance(0.4),
      isPublic: random.chance(0.65),
      declares: random.chance(0.55),
    };
  });
  /** A few hosts serve most (weight 1 / rank), and each serves something. @param {number} n */
  const hostOf = (n) => {
    if (n < hosts) return all[n] ?? all[0];
    const rank = Math.floor(Math.exp(random.next() * Math.log(hosts + 1)));
    return all[Math.min(hosts, Math.max(1, rank)) - 1];
  };

  /** @type {Record<Type, { url: string, cors: boolean }[]>} */
  const made = { image: [], script: [], fetch: [], ping: [], style: [], frame: [], font: [] };
  for (let n = 1; n < requests; n++) {
    const host = /** @type {typeof all[number]} */ (hostOf(n));
    let draw = random.next();
    const [type] = TYPES.find(([, share]) => (draw -= share) < 0) ?? TYPES[0];
    const headers = {
      ...(host.isPublic ? PUBLIC : PRIVATE),
      ...(host.timing ? TIMING : {}),
      ...(!host.isPublic && random.chance(0.4) ? { 'set-cookie': cookie(random, random.int(20, 120)) } : {}),
    };
    made[type].push({ url: add(host, `/${type}${n}`, type, headers), cors: type === 'script' && random.chance(0.15) });
  }

  /** @param {typeof all[number]} host @param {string} path @param {Type} type @param {Record<string, string>} headers */
  function add(host, path, type, headers) {
    const at = random.int(0, 8e6);
    const most = (/** @type {number} */ bytes) => Math.round(Math.min(MOST_BYTES, bytes));
    const scaled = (/** @type {number} */ bytes) => most(bytes * scale);
    const text = (/** @type {number} */ p10, /** @type {number} */ p90) => scaled(random.logNormal(p10, p90)) / SHRINKS;
    /** @type {import('../../support/answer.mjs').Answer} */
    const rest = { headers, declared: host.declares, encoding: random.chance(0.6) ? 'br' : 'gzip' };
    if (type === 'script') return host.text(path, 'text/javascript', script(at, text(1_000, 165_000)), rest);
    if (type === 'style') return host.text(path, 'text/css', style(at, text(200, 50_000)), rest);
    if (type === 'frame') return host.text(path, 'text/html', html('frame', '', prose(at, text(300, 59_000))), rest);
    if (type === 'fetch')
      return host.text(path, 'application/json', json(at, text(200, 30_000)), {
        ...rest,
        headers: { ...headers, ...PRIVATE },
      });
    if (type === 'ping') return host.bytes(path, 'image/gif', PIXEL, { headers: { ...headers, ...PRIVATE } });
    if (type === 'font')
      return host.bytes(path, 'font/woff', woff(path + name, most(random.logNormal(16_000, 158_000))), { headers });
    const bytes = Math.max(220, scaled(random.logNormalFromMedian(8_000, 369_000)));
    const photo = random.chance(0.7);
    return host.bytes(path, photo ? 'image/jpeg' : 'image/png', (photo ? jpeg : png)(path + name, bytes), {
      headers,
      declared: random.chance(0.95),
    });
  }

  const faces = made.font
    .map(({ url }, n) => `@font-face{font-family:f${n};src:url(${url})}.f${n}{font-family:f${n}}`)
    .join('');
  const tags = made.script.map(({ url, cors }) => `<script async${cors ? ' crossorigin' : ''} src="${url}"></script>`);
  const late = made.script.slice(Math.floor(tags.length * 0.6)).map(({ url }) => url);
  const sheets = made.style.map(({ url }) => `<link rel="stylesheet" href="${url}">`).join('');
  const images = made.image.map(({ url }) => url);
  const shown = Math.floor(images.length * 0.6);
  const urls = (/** @type {Type} */ type) => made[type].map(({ url }) => url);
  const options = {
    scripts: late,
    images: [...images.slice(shown), ...urls('ping')],
    frames: urls('frame'),
    fetches: urls('fetch'),
  };
  const head = `<style>${faces}</style>${sheets}${tags.slice(0, tags.length - late.length).join('')}`;
  const body =
    made.font.map((_, n) => `<b class="f${n}">AA</b>`).join('') +
    images
      .slice(0, shown)
      .map((url) => `<img src="${url}">`)
      .join('');
  const article = prose(random.int(0, 9e5), random.int(4_000, 60_000));
  /** @type {Host} */ (all[0]).text('/', 'text/html', html('Page', head, body + article + inline(load, options)), {
    headers: { ...PRIVATE, 'set-cookie': [cookie(random, 200), cookie(random, 60), cookie(random, 30)] },
  });
  return site;
}

/** Runs in the page. @param {{ scripts: string[], images: string[], frames: string[], fetches: string[] }} options */
async function load({ scripts, images, frames, fetches }) {
  /** @param {string} tag @param {string} src */
  const add = (tag, src) =>
    new Promise((done) => {
      document.body.append(Object.assign(document.createElement(tag), { src, onload: done, onerror: done }));
    });
  if (document.readyState !== 'complete') await new Promise((done) => addEventListener('load', done));
  await document.fonts.ready;
  await Promise.all([
    ...scripts.map((src) => add('script', src)),
    ...images.map((src) => add('img', src)),
    ...frames.map((src) => add('iframe', src)),
    ...fetches.map(async (url, n) => (await fetch(url, { credentials: n % 2 ? 'include' : 'same-origin' })).text()),
  ]);
  /** @type {any} */ (window).done = performance.now();
}
