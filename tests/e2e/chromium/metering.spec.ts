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

  const served = (own: (path: string, host: string) => boolean) =>
    server.served.filter(({ path, host }) => own(path, host)).reduce((sum, { down }) => sum + down, 0);
  const app = served((_, host) => host === 'www.app.test');
  const news = served((_, host) => host !== 'www.app.test');
  await expect
    .poll(async () => {
      const sites = bodiesBySite(await flows());
      return { news: sites['news.test']?.down, up: sites['news.test']?.up, app: sites['app.test']?.down };
    })
    .toEqual({ news, up: 30_000, app });

  const report = await send<{ total: Record<string, number>; sites: { site: string; [key: string]: unknown }[] }>({
    type: 'report',
  });
  expect(report.sites.map(({ site }) => site).sort()).toEqual(['app.test', 'news.test']);
  for (const part of ['down', 'up', 'low', 'high', 'requests'])
    expect(report.sites.reduce((sum, site) => sum + (site[part] as number), 0)).toBe(report.total[part]);
  expect(report.total['requests']).toBe(server.served.length);
});
