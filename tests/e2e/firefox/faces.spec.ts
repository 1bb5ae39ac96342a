import type { FirefoxTab } from './bidi.ts';
import { expect, extensionUrl, test } from './fixture.ts';

const SECTIONS = [
  ...['overview', 'sites', 'sites/news.test', 'days', 'map', 'map/news.test', 'live', 'plan', 'readings', 'holds'],
  ...['alerts', 'advice', 'wifi', 'data'],
];
const MONTH = {
  id: 'month',
  name: 'Home 20 GB',
  timeZone: 'Asia/Hong_Kong',
  unit: 1000,
  activatedAt: new Date(Date.now() - 10 * 86_400_000).toISOString(),
  validity: { kind: 'months', billingDay: 1 },
  allowances: [
    {
      id: 'main',
      label: 'Data',
      bytes: 20e9,
      resets: { every: 'month', day: 1 },
      after: { kind: 'throttle', kbps: 128 },
    },
  ],
};

type Wrong = { wrong: string[] };

/** Collects the page's errors from now on. */
const listen = (tab: FirefoxTab) =>
  tab.evaluate(() => {
    const { wrong } = Object.assign(globalThis, { wrong: [] as string[] });
    addEventListener('error', (event) => void wrong.push(event.message));
    addEventListener('unhandledrejection', (event) => void wrong.push(String(event.reason)));
  });

test('every section and the popup are drawn without errors, on a desktop and on a phone', async ({
  browserOf,
  server,
}) => {
  const { firefox, send } = browserOf;
  await send({ type: 'plan.save', plan: MONTH });
  await send({ type: 'plan.activate', id: 'month' });
  const page = await firefox.newTab();
  await page.goto(server.url('www.news.test', '/r.txt?size=400000&length'));
  await expect
    .poll(async () => (await send<{ total: { down: number } }>({ type: 'report' })).total.down)
    .toBeGreaterThan(400_000);

  const tab = await firefox.newTab();
  for (const width of [1280, 320]) {
    const viewport = { width, height: 800 };
    await firefox.send('browsingContext.setViewport', { context: tab.context, viewport });
    await tab.goto(extensionUrl('dashboard.html?lang=zh-HK'));
    await listen(tab);
    for (const section of SECTIONS) {
      await tab.evaluate((hash: string) => void (location.hash = hash), section);
      await tab.waitFor(() => {
        const main = document.querySelector('main');
        return main?.getAttribute('aria-busy') === 'false' && !main.querySelector('.ghost') && main.querySelector('h1');
      });
      const wide = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect.soft(wide, `${section} at ${width}`).toBeLessThanOrEqual(0);
    }
    expect(await tab.evaluate(() => performance.getEntriesByName('datagauge:painted').length)).toBe(1);
    expect(await tab.evaluate(() => (globalThis as unknown as Wrong).wrong)).toEqual([]);
    await tab.goto(extensionUrl('popup.html?lang=zh-CN'));
    await listen(tab);
    await tab.waitFor(() => document.querySelector('main h1') !== null);
    expect(await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(await tab.evaluate(() => (globalThis as unknown as Wrong).wrong)).toEqual([]);
  }
});
