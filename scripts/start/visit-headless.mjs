import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../project.mjs';
import { connectExtension } from './extension-messages.mjs';
import { demoPlan } from './demo-plan.mjs';
import { statusLine } from './status-line.mjs';
import { usageTable } from './usage-table.mjs';
import { visit } from './visit.mjs';
import { waitUntil } from './wait-until.mjs';

const popup = { width: 360, height: 560, scale: 2 };

/**
 * Visits one page after another, then says what they cost.
 *
 * @param {import('../browser/driven-browser.mjs').DrivenBrowser} browser
 * @param {import('../demo/server.mjs').Demo} demo
 * @param {{ urls: string[]; hosts: boolean }} options
 * @returns {Promise<number>} the exit code: 1 when nothing at all was counted
 */
export async function visitHeadless(browser, demo, { urls, hosts }) {
  const extension = await connectExtension(browser);
  const plan = demoPlan(new Date());
  await extension.send({ type: 'plan.save', plan });
  await extension.send({ type: 'plan.activate', id: plan.id });

  const isDemo = urls.length === 0;
  const pages = isDemo ? demo.sites.map((site) => demo.address(site, '?visit')) : urls;
  for (const url of pages) {
    console.log(`Visiting ${url}`);
    await visit(browser, extension.send, url, isDemo);
  }

  const report = await extension.send({ type: 'report' });
  const status = await extension.send({ type: 'plan.status' });
  console.log(`\n${usageTable(report, hosts)}`);
  if (isDemo) console.log(`\n${socketLine(demo.moved())}`);
  console.log(`${isDemo ? '' : '\n'}${statusLine(status)}`);
  console.log(`\n${browser.version}; the popup's picture is ${path.relative(root, await picturePopup(browser))}`);
  return report.total.down + report.total.up > 0 ? 0 : 1;
}

/** @param {{ down: number; up: number }} moved */
function socketLine({ down, up }) {
  const megabytes = (/** @type {number} */ bytes) => `${(bytes / 1e6).toFixed(2)} MB`;
  return `The demo's own sockets sent ${megabytes(down)} and got ${megabytes(up)}, packets and their headers not included.`;
}

/** @param {import('../browser/driven-browser.mjs').DrivenBrowser} browser */
async function picturePopup(browser) {
  const page = await browser.open(browser.extensionUrl('popup.html'));
  await page.resize(popup);
  await waitUntil('the popup shows its numbers', () =>
    page.evaluate(() => performance.getEntriesByName('datagauge:painted').length > 0),
  );
  const file = path.join(root, '.output', 'popup.png');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, await page.picture());
  await page.close();
  return file;
}
