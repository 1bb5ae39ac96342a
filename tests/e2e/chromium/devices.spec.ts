import type { PlanList, PlanStatus } from '../../../src/core/contract.ts';
import type { DeviceList } from '../../../src/core/device-list.ts';
import { expect, test, type Browser } from './fixture.ts';
import { findings } from './findings.ts';
import { weekPlan } from '../support/week-plan.ts';

const PLAN = weekPlan({ id: 'sim', name: 'One SIM' });

/** Does what the browser account's sync does: copies one browser's items to the other. */
async function syncTo(from: Browser, to: Browser): Promise<string> {
  const items = await from.panel.evaluate(() => chrome.storage.sync.get());
  await to.panel.evaluate((all) => chrome.storage.sync.set(all), items);
  return JSON.stringify(items);
}

const visit = async ({ context }: Browser, url: string) => (await context.newPage()).goto(url);

test('two browsers of one account count on one plan, and send each other no site', async ({
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
  const carried = await syncTo(one, two);
  expect(carried).not.toContain('news');
  await expect.poll(() => two.send<PlanList>({ type: 'plan.list' })).toEqual({ plans: [PLAN], active: 'sim' });
  // A correction made after sending is sent with the next update.
  await expect.poll(() => used(two)).toBeGreaterThan(400_000);

  await visit(two, server.url('www.shop.test', '/r.txt?size=90000&length'));
  await expect.poll(() => used(two)).toBeGreaterThan(490_000);
  // Totals are written every ten minutes at most, but at once when sharing is turned on.
  await two.send({ type: 'device.share', isOn: false });
  await two.send({ type: 'device.share', isOn: true });
  await syncTo(one, two);
  await syncTo(two, one);
  await expect.poll(() => used(one)).toBeGreaterThan(490_000);
  // Counted once: 1.5 times, as wire overhead is corrected after it was sent, and the correction comes with the next
  // update.
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
