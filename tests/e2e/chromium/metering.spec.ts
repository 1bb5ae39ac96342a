import type { Report } from '../../../src/core/contract.ts';
import { bodiesBySite, serveMixedPage, useApp, useMixedPage } from '../support/mixed-page.ts';
import { expect, test } from './fixture.ts';

test('body bytes are exact, counted once, and on the right site', async ({ browserOf, server }) => {
  serveMixedPage(server);
  const { context, flows, send } = browserOf;
  const page = await context.newPage();
  await page.goto(server.url('www.news.test', '/'));
  await page.frameLocator('iframe').first().locator('html').waitFor();
  await expect.poll(() => page.frames()[1]!.title()).toBe('done');
  await page.evaluate(useMixedPage);
  await page.goto(server.url('www.app.test', '/'));
  await page.evaluate(useApp);

  const app = server.down('www.app.test');
  const news = server.down() - app;
  await expect
    .poll(async () => {
      const sites = bodiesBySite(await flows());
      return { news: sites['news.test']?.down, up: sites['news.test']?.up, app: sites['app.test']?.down };
    })
    .toEqual({ news, up: 30_000, app });

  // Requests without a body do not show in the sums above, and may be settled after them.
  const settled = () => send<Report>({ type: 'report' });
  await expect.poll(async () => (await settled()).total.requests).toBe(server.served.length);
  const report = await settled();
  expect(report.sites.map(({ site }) => site).sort()).toEqual(['app.test', 'news.test']);
  for (const part of ['down', 'up', 'low', 'high', 'requests'] as const)
    expect(report.sites.reduce((sum, site) => sum + site[part], 0)).toBe(report.total[part]);
});
