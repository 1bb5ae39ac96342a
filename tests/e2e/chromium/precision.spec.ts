import type { Page } from '@playwright/test';
import type { TestServer } from '../support/server.ts';
import { expect, test, type Browser } from './fixture.ts';

/** The sizes in the page's timeline for each address, after loading it as a script without CORS. */
async function sizesSeen(page: Page, addresses: string[]): Promise<number[]> {
  await page.evaluate((all) => {
    const load = (address: string) =>
      new Promise((resolve) => {
        const script = document.createElement('script');
        script.src = address;
        script.onload = script.onerror = resolve;
        document.head.append(script);
      });
    return Promise.all(all.map(load)).then(() => {});
  }, addresses);
  const seen = () =>
    page.evaluate(
      (all) =>
        all.map((one) => {
          const [entry] = performance.getEntriesByName(one) as PerformanceResourceTiming[];
          return entry ? entry.encodedBodySize : -1;
        }),
      addresses,
    );
  await expect.poll(async () => (await seen()).includes(-1)).toBe(false);
  return seen();
}

async function openPage({ context, worker }: Browser, server: TestServer): Promise<Page> {
  await expect
    .poll(() => worker.evaluate(() => chrome.declarativeNetRequest.getEnabledRulesets()))
    .toEqual(['precision']);
  const page = await context.newPage();
  await page.goto(server.url('www.news.test', '/r.html?length'));
  return page;
}

const body = '/r.js?size=4000&gzip';

test('sizes are shown of first-party and of public third-party responses', async ({ browserOf, server }) => {
  const page = await openPage(browserOf, server);
  const sizes = await sizesSeen(page, [
    server.url('api.news.test', `${body}&n=1`),
    server.url('www.cdn.test', `${body}&header=cache-control:public,max-age=60`),
  ]);
  expect(sizes.map((size) => size > 0)).toEqual([true, true]);
});

const HIDDEN: [name: string, query: string][] = [
  ['says nothing of caching', ''],
  ['is private', '&header=cache-control:private'],
  ['is public and private at once', '&header=cache-control:public,private'],
  ['is not to be stored', '&header=cache-control:public,no-store'],
  ['sets a cookie', '&header=cache-control:public&header=set-cookie:a=1'],
  ['varies by cookie', '&header=cache-control:public&header=vary:Accept-Encoding,Cookie'],
  ['varies by authorisation', '&header=cache-control:public&header=vary:Authorization'],
  ['varies by everything', '&header=cache-control:public&header=vary:*'],
  ['asks who you are', '&header=cache-control:public&header=www-authenticate:Bearer'],
  ['declares its length', '&length&header=cache-control:public'],
];

test('nothing is shown of any other third-party response', async ({ browserOf, server }) => {
  const page = await openPage(browserOf, server);
  const sizes = await sizesSeen(
    page,
    HIDDEN.map(([, query]) => server.url('www.cdn.test', `${body}${query}`)),
  );
  HIDDEN.forEach(([name], i) => expect.soft(sizes[i], `a response that ${name}`).toBe(0));
});

test('the switch turns the rules off permanently', async ({ browserOf, server }) => {
  const page = await openPage(browserOf, server);
  const { context, extensionId, worker } = browserOf;
  const dashboard = await context.newPage();
  await dashboard.goto(`chrome-extension://${extensionId}/dashboard.html?lang=en#data`);
  const control = dashboard.getByRole('switch', { name: 'Make more sizes visible' });
  await expect(control).toBeChecked();
  await control.click();
  await expect(control).not.toBeChecked();
  await expect.poll(() => worker.evaluate(() => chrome.declarativeNetRequest.getEnabledRulesets())).toEqual([]);
  expect(await sizesSeen(page, [server.url('api.news.test', body)])).toEqual([0]);
});
