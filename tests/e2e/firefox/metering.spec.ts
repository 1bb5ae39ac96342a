import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Report } from '../../../src/core/contract.ts';
import { bodiesBySite, serveMixedPage, useApp, useMixedPage } from '../support/mixed-page.ts';
import { expect, test } from './fixture.ts';

test('body bytes are exact, counted once, and on the right site, also where another extension listens to heads', async ({
  browserOf,
  server,
}) => {
  serveMixedPage(server);
  const { firefox, flows, send } = browserOf;
  const page = await firefox.newTab();
  await page.goto(server.url('www.news.test', '/'));
  await expect.poll(() => server.served.some(({ path }) => path.includes('of=worker'))).toBe(true);
  await page.evaluate(useMixedPage);
  await page.goto(server.url('www.app.test', '/'));
  await page.evaluate(useApp);

  const app = server.down('www.app.test');
  const news = server.down() - app;
  await expect
    .poll(async () => {
      const sites = bodiesBySite(await flows());
      return { sites: Object.keys(sites).sort(), news: sites['news.test']?.down, app: sites['app.test']?.down };
    })
    .toEqual({ sites: ['app.test', 'news.test'], news, app });
  // Firefox counts a request's head and body together; the head's share is estimated.
  await expect.poll(async () => Math.abs(bodiesBySite(await flows())['news.test']!.up - 30_000)).toBeLessThan(200);

  // Requests without a body do not show in the sums above, and may be settled after them.
  const settled = () => send<Report>({ type: 'report' });
  await expect.poll(async () => (await settled()).total.requests).toBe(server.served.length);
  const report = await settled();
  expect(report.sites.map(({ site }) => site).sort()).toEqual(['app.test', 'news.test']);
  for (const part of ['down', 'up', 'low', 'high', 'requests'] as const)
    expect(report.sites.reduce((sum, site) => sum + site[part], 0)).toBe(report.total[part]);

  // Firefox then reports no sizes to any extension; heads and the page's timeline still tell.
  const other = mkdtempSync(path.join(tmpdir(), 'datagauge-other-'));
  for (const [name, text] of Object.entries(LISTENS_TO_HEADS)) writeFileSync(path.join(other, name), text);
  await firefox.install(other);
  rmSync(other, { recursive: true });
  server.page(
    'www.ads.test',
    '/beside',
    `<!doctype html><title>Beside</title><script src="/r.js?size=9000&gzip"></script><img src="/r.png?size=4100">
     <img src="//static.cdn.test:${server.port}/r.png?size=4200&length">`,
  );
  const before = server.down();
  await page.goto(server.url('www.ads.test', '/beside'));
  await expect.poll(async () => bodiesBySite(await flows())['ads.test']?.down).toBe(server.down() - before);
});

const LISTENS_TO_HEADS = {
  'manifest.json': JSON.stringify({
    ...{ manifest_version: 2, name: 'other', version: '1', permissions: ['webRequest', '<all_urls>'] },
    browser_specific_settings: { gecko: { id: 'other@example.org' } },
    background: { scripts: ['background.js'] },
  }),
  'background.js': `browser.webRequest.onHeadersReceived.addListener(() => {}, { urls: ['<all_urls>'] });`,
};
