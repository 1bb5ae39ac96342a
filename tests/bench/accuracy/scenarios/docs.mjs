import { png } from '../../support/content/image.mjs';
import { declarations, html, inline, json, prose, script, style } from '../../support/content/text.mjs';
import { createSite, PUBLIC } from '../../support/site.mjs';

/**
 * Documentation: several pages of published text with the same scripts, an index to search in, and source files.
 *
 * @param {{ name: string, pages: number, pageCharacters: number, sources: number, sourceCharacters: number, indexCharacters: number,
 *   protocol: 'h1' | 'h2', encoding: 'gzip' | 'br' }} numbers
 */
export function docs({ name, pages, pageCharacters, sources, sourceCharacters, indexCharacters, protocol, encoding }) {
  const site = createSite(name, 'documentation');
  const { random } = site;
  const www = site.host(`www.${name}`, { protocol });
  const revalidate = { encoding, headers: { 'cache-control': 'max-age=600' } };
  const sheet = www.text('/docs.css', 'text/css', style(random.int(0, 4e5), 90_000), {
    encoding,
    headers: PUBLIC,
    declared: true,
  });
  const code = www.text('/docs.js', 'text/javascript', script(random.int(0, 8e6), 180_000), {
    encoding,
    headers: PUBLIC,
    declared: true,
  });
  const logo = www.bytes('/logo.png', 'image/png', png(name, 7_500), { headers: PUBLIC });
  www.text('/index.json', 'application/json', json(random.int(0, 9e5), indexCharacters), revalidate);
  const files = Array.from({ length: sources }, (_, n) =>
    www.text(`/src/${n}.d.ts`, 'text/plain', declarations(random.int(0, 2e6), sourceCharacters), revalidate),
  );
  const head = `<link rel="stylesheet" href="${sheet}"><script defer src="${code}"></script>`;
  for (let n = 0; n < pages; n++) {
    const options = { index: n === 1 ? '/index.json' : '', files: files.filter((_, f) => f % pages === n) };
    const body = `<img src="${logo}">${prose(random.int(0, 9e5), pageCharacters)}${inline(study, options)}`;
    www.text(`/${n}`, 'text/html', html(`Page ${n}`, head, body), revalidate);
  }
  site.visit = async (tab) => {
    for (const n of [...Array(pages).keys(), 0]) {
      await tab.goto(`${site.origin}/${n}`);
      await tab.done();
    }
  };
  return site;
}

/** Runs in the page. @param {{ index: string, files: string[] }} options */
async function study({ index, files }) {
  if (index) await (await fetch(index)).json();
  for (const file of files) await (await fetch(file)).text();
  if (document.readyState !== 'complete') await new Promise((done) => addEventListener('load', done));
  /** @type {any} */ (window).done = true;
}
