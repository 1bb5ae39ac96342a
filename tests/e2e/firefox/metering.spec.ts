import type { Report } from '../../../src/core/contract.ts';
import { bodiesBySite, serveMixedPage, useApp, useMixedPage } from '../support/mixed-page.ts';
import { expect, test } from './fixture.ts';

test('body bytes are exact, counted once, and on the right site', async ({ browserOf, server }) => {
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
  // Firefox counts a request's head and body together; only what is not body is estimated.
  const up = bodiesBySite(await flows())['news.test']!.up;
  expect(Math.abs(up - 30_000)).toBeLessThan(200);

  const report = await send<Report>({ type: 'report' });
  expect(report.sites.map(({ site }) => site).sort()).toEqual(['app.test', 'news.test']);
  for (const part of ['down', 'up', 'low', 'high', 'requests'] as const)
    expect(report.sites.reduce((sum, site) => sum + site[part], 0)).toBe(report.total[part]);
  expect(report.total.requests).toBe(server.served.length);
});
