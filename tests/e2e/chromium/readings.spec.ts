import type { Page } from '@playwright/test';
import type { PlanStatus } from '../../../src/core/contract.ts';
import type { ReadingList } from '../../../src/core/reading-list.ts';
import { expect, test, type Browser } from './fixture.ts';
import { weekPlan } from '../support/week-plan.ts';
import { findings } from './findings.ts';

const HOUR = 3_600_000;
const PLAN = weekPlan({ hoursAgo: 75 });

async function openReadings({ context, extensionId, send }: Browser, query = ''): Promise<Page> {
  await send({ type: 'plan.save', plan: PLAN });
  await send({ type: 'plan.activate', id: 'week' });
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/dashboard.html${query}#readings`);
  return page;
}

const status = ({ send }: Browser) => send<PlanStatus>({ type: 'plan.status' });

/** `11月22日9时05分`: an hour ago in the plan's time zone. */
function hourAgo(): string {
  const local = new Date(Date.now() - HOUR + 8 * HOUR);
  const minute = String(local.getUTCMinutes()).padStart(2, '0');
  return `${local.getUTCMonth() + 1}月${local.getUTCDate()}日${local.getUTCHours()}时${minute}分`;
}

test('a message is pasted, understood, applied, undone and applied again', async ({ browserOf }) => {
  const page = await openReadings(browserOf);
  const before = await status(browserOf);
  await page.getByLabel('Message from the carrier').fill(`截至${hourAgo()}，国内通用流量已用2.5GB，剩余4.5GB。`);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const says = page.getByRole('heading', { name: 'This is what it says' });
  await expect(says).toBeFocused();
  await expect(page.getByRole('definition').filter({ hasText: '2.50' })).toBeVisible();
  await expect(page.getByRole('definition').filter({ hasText: '4.50' })).toBeVisible();
  expect((await status(browserOf)).used).toBe(before.used);

  await page.getByRole('button', { name: 'Apply it' }).click();
  await expect(page.getByRole('status')).toContainText(/7\.00.GB before, 4\.50.GB now/);
  await expect(page.getByText(/2\.50.GB outside this browser · starting point/)).toBeVisible();
  expect(await status(browserOf)).toMatchObject({ used: 2.5e9, remaining: 4.5e9, outside: 2.5e9 });

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('No readings yet')).toBeVisible();
  expect(await status(browserOf)).toMatchObject({ used: before.used, outside: null });
  await page.getByRole('button', { name: 'Apply it again' }).click();
  await expect(page.getByText(/outside this browser/)).toBeVisible();
  expect((await status(browserOf)).used).toBe(2.5e9);
});

test('a figure read in a carrier’s app is typed, checked and applied; an error is shown beside its field', async ({
  browserOf,
}) => {
  const page = await openReadings(browserOf);
  await page.getByRole('button', { name: 'Check it' }).click();
  await expect(page.getByLabel('Used', { exact: true })).toBeFocused();
  await expect(page.getByText('Used, left or per cent is needed')).toBeVisible();
  await page.getByLabel('Left').fill('6,2');
  await page.getByRole('button', { name: 'Check it' }).click();
  await page.getByRole('button', { name: 'Apply it' }).click();
  await expect(page.getByRole('status')).toContainText(/6\.20.GB now/);
  expect(await status(browserOf)).toMatchObject({ remaining: 6.2e9 });
});

test('a message without data is refused with an explanation, and nothing changes', async ({ browserOf }) => {
  const page = await openReadings(browserOf);
  await page.getByLabel('Message from the carrier').fill('Get 12GB for $88!');
  await page.getByRole('button', { name: 'Read it' }).click();
  await expect(page.getByRole('alert')).toContainText('It could not be read');
  expect(await status(browserOf)).toMatchObject({ outside: null });
});

test('the popup links to the readings', async ({ browserOf }) => {
  await openReadings(browserOf);
  const { context, extensionId } = browserOf;
  const popup = await context.newPage();
  await popup.goto(`chrome-extension://${extensionId}/popup.html`);
  await popup.getByRole('button', { name: /Hong Kong 7-day/ }).click();
  const [opened] = await Promise.all([
    context.waitForEvent('page'),
    popup.getByRole('menuitem', { name: 'Correct by a reading' }).click(),
  ]);
  await expect(opened.getByRole('heading', { name: 'Readings', exact: true })).toBeVisible();
});

test('axe finds nothing in readings, fresh, stale and of packs, in three languages, on a phone and a desktop', async ({
  browserOf,
}) => {
  await (await openReadings(browserOf)).close();
  for (const [hours, used] of [
    [60, 1e9],
    [30, 2.1e9],
    [2, 3.2e9],
  ] as const) {
    const asOf = new Date(Date.now() - hours * HOUR).toISOString();
    const reading = { asOf, used, unit: null, scope: 'general', source: 'sms' };
    await browserOf.send({ type: 'reading.apply', reading });
  }
  expect((await browserOf.send<ReadingList>({ type: 'reading.list' })).readings).toHaveLength(3);
  for (const [language, words] of [
    ['en', 'Readings of this plan'],
    ['zh-CN', '本套餐的读数'],
    ['zh-HK', '此計劃的讀數'],
  ] as const) {
    const page = await openReadings(browserOf, `?lang=${language}&theme=${language === 'zh-HK' ? 'dark' : 'light'}`);
    await expect(page.getByRole('heading', { name: words })).toBeVisible();
    await expect(page.locator('li.stale')).toHaveCount(1);
    await page.locator('textarea').fill('国内通用流量共7GB，已使用3.5GB，剩余3.5GB，有效期至2099年12月31日');
    for (const width of [320, 1200]) {
      await page.setViewportSize({ width, height: 900 });
      if (width === 1200) await page.locator('form button[type=submit]').first().click();
      // Languages differ only in words; colours are checked once in each theme.
      expect(await findings(page, language === 'zh-CN' ? 'words' : 'all')).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    await page.close();
  }
});
