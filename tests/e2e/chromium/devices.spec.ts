import type { PlanList, PlanStatus } from '../../../src/core/contract.ts';
import type { DeviceList } from '../../../src/core/device-list.ts';
import { expect, test, type Browser } from './fixture.ts';
import { findings } from './findings.ts';
import { weekPlan } from '../support/week-plan.ts';

const PLAN = weekPlan({ id: 'sim', name: 'One SIM' });

/** What the browsers' account does: brings one browser's items to the other. */
async function carry(from: Browser, to: Browser): Promise<string> {
  const items = await from.panel.evaluate(() => chrome.storage.sync.get());
  await to.panel.evaluate((all) => chrome.storage.sync.set(all), items);
  return JSON.stringify(items);
}

const visit = async ({ context }: Browser, url: string) => (await context.newPage()).goto(url);

test('two browsers of one account count on one plan, and tell each other no site', async ({
  browserOf: one,
  otherBrowser: two,
  server,
}) => {
  const used = async (browser: Browser) => (await browser.send<PlanStatus>({ type: 'plan.status' })).used;
  await one.send({ type: 'plan.save', plan: PLAN });
  await one.send({ type: 'plan.activate', id: 'sim' });
  await visit(one, server.url('www.news.test', '/r.txt?size=400000&length'));
  await expect.poll(() => used(one)).toBeGreaterThan(400_000);
  expect(await one.panel.evaluate(() => chrome.storage.sync.get())).toEqual({});

  await one.send({ type: 'device.share', isOn: true });
  await two.send({ type: 'device.share', isOn: true });
  const carried = await carry(one, two);
  expect(carried).not.toContain('news');
  await expect.poll(() => two.send<PlanList>({ type: 'plan.list' })).toEqual({ plans: [PLAN], active: 'sim' });
  // What is corrected after it was told comes with the next telling.
  await expect.poll(() => used(two)).toBeGreaterThan(400_000);

  await visit(two, server.url('www.shop.test', '/r.txt?size=90000&length'));
  await expect.poll(() => used(two)).toBeGreaterThan(490_000);
  // Totals are written every ten minutes at most; turned on, at once.
  await two.send({ type: 'device.share', isOn: false });
  await two.send({ type: 'device.share', isOn: true });
  await carry(one, two);
  await carry(two, one);
  await expect.poll(() => used(one)).toBeGreaterThan(490_000);
  // Once, that is: the wire's share is corrected after it was told, and told with the next telling.
  for (const browser of [one, two]) expect(await used(browser)).toBeLessThan(1.5 * 490_000);
  const { devices } = await one.send<DeviceList>({ type: 'device.list' });
  expect(devices.map(({ isThis }) => isThis)).toEqual([true, false]);

  const page = await one.context.newPage();
  await page.goto(`chrome-extension://${one.extensionId}/dashboard.html?lang=en#data`);
  await expect(page.getByRole('switch', { name: 'Count other devices on this plan' })).toHaveAttribute(
    'aria-checked',
    'true',
  );
  await expect(page.getByText('Device 2', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Copy diagnostics' }).click();
  await page.getByText('What is copied').click();
  await expect(page.getByRole('textbox', { name: 'What is copied' })).toHaveValue(/"hostAccess": true/);
  await expect(page.getByRole('textbox', { name: 'What is copied' })).not.toHaveValue(/news\.test/);
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: /^Remove Device 2/ }).click();
  await expect(page.getByText('Device 2', { exact: true })).toBeHidden();
  await expect.poll(() => used(one)).toBeLessThan(490_000);
});
