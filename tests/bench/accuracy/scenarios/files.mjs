import { gzipSync } from 'node:zlib';
import { declarations, html, prose } from '../../support/content/text.mjs';
import { zip } from '../../support/content/zip.mjs';
import { noise } from '../../support/random.mjs';
import { until } from '../../support/server.mjs';
import { createSite, PRIVATE, PUBLIC } from '../../support/site.mjs';

/**
 * Files saved to disk from links: a ZIP and a compressed text that say their size, and an export that does not.
 *
 * @param {{ name: string, archiveBytes: number, textCharacters: number, exportBytes: number, protocol: 'h1' | 'h2' }} numbers
 */
export function files({ name, archiveBytes, textCharacters, exportBytes, protocol }) {
  const site = createSite(name, 'files');
  const { random } = site;
  const www = site.host(`www.${name}`);
  const downloads = site.host(`dl.${name.split('.')[0]}-mirror.test`, { protocol, key: 'rsa' });
  let finished = 0;
  /** @param {string} path @param {string} type @param {Buffer} body @param {boolean} declared */
  const file = (path, type, body, declared) =>
    downloads.on(path, {
      type,
      body,
      declared,
      headers: { ...PUBLIC, 'content-disposition': `attachment; filename="${path.slice(1)}"` },
      onSent: (sent) => void (finished += Number(sent === body.length)),
    });
  const text = Buffer.from(declarations(random.int(0, 2e6), textCharacters));
  const urls = [
    file(
      '/photos.zip',
      'application/zip',
      zip({ 'a.bin': noise(name, archiveBytes), 'notes.txt': text.subarray(0, 20_000) }),
      true,
    ),
    file('/lib.d.ts.gz', 'application/gzip', gzipSync(text), true),
    file('/export.bin', 'application/octet-stream', noise(`${name}x`, exportBytes), false),
  ];
  const links = urls.map((url) => `<a href="${url}">${url}</a>`).join('<br>');
  www.text('/', 'text/html', html('Files', '', prose(random.int(0, 9e5), 12_000) + links), { headers: PRIVATE });
  site.visit = async (tab, { arrived }) => {
    finished = 0;
    await tab.goto(`${site.origin}/`);
    for (let n = 0; n < urls.length; n++) {
      await tab.evaluate((at) => /** @type {HTMLElement} */ (document.querySelectorAll('a')[at]).click(), n);
      await until(() => finished > n, 30_000);
    }
    // What was sent is not yet there: a phone's link may have all of a file in its buffers.
    await arrived();
  };
  return site;
}
