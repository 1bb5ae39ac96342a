import type { Page } from '@playwright/test';
import type { PlanStatus } from '../../../src/core/contract.ts';
import { expect, test, type Browser } from './fixture.ts';
import { spend } from '../support/spend.ts';
import { weekPlan } from '../support/week-plan.ts';
import { findings } from './findings.ts';

const WEEK = weekPlan({ hoursAgo: 50, bytes: 20e6 });

async function openPopup({ context, extensionId }: Browser, query = ''): Promise<Page> {
  const popup = await context.newPage();
  await popup.setViewportSize({ width: 360, height: 560 });
  await popup.goto(`chrome-extension://${extensionId}/popup.html${query}`);
  return popup;
}

test('on the first run a plan is made in four fields, then the popup shows what is left', async ({ browserOf }) => {
  const popup = await openPopup(browserOf);
  await popup.getByRole('button', { name: /So much in all/ }).click();
  await popup.getByRole('textbox', { name: 'Name' }).fill('My SIM');
  await popup.getByRole('button', { name: 'Save' }).click();
  await expect(popup.getByText('Data left')).toBeVisible();
  await expect(popup.getByText('My SIM')).toBeVisible();
  const status = await browserOf.send<PlanStatus>({ type: 'plan.status' });
  expect(status).toMatchObject({ state: 'active', plan: { name: 'My SIM' } });
  await expect
    .poll(() => browserOf.worker.evaluate(() => chrome.action.getBadgeText({})))
    .toMatch(/^\d(\.\d)?G$|^\d\dG$/);
});

test('the form shows the chosen values in full, in a popup that does not scroll', async ({ browserOf }) => {
  for (const language of ['en', 'zh-CN', 'zh-HK'])
    for (const width of [360, 320]) {
      const popup = await openPopup(browserOf, `?lang=${language}`);
      await popup.setViewportSize({ width, height: 560 });
      for (const kind of [0, 1, 2, 3]) {
        await popup.locator('.choices button').nth(kind).click();
        await popup.locator('select:has(optgroup)').selectOption('Asia/Hong_Kong');
        const cut = popup.locator('select').evaluateAll((all) => {
          const ARROW = 20;
          const pen = document.createElement('canvas').getContext('2d')!;
          return (all as HTMLSelectElement[]).flatMap((select) => {
            const { font, paddingLeft, paddingRight } = getComputedStyle(select);
            pen.font = font;
            const text = select.selectedOptions[0]!.label;
            const room = select.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - ARROW;
            return pen.measureText(text).width > room ? [text] : [];
          });
        });
        expect.soft(await cut, `${language}, ${width}, ${kind}`).toEqual([]);
        const height = await popup.evaluate(() => document.documentElement.scrollHeight);
        if (width === 360) expect.soft(height, `${language}, ${kind}`).toBe(560);
        await popup.locator('form button[type="button"]').last().click();
      }
      await popup.close();
    }
});

test('the popup updates while it is open, and Wi-Fi is counted separately', async ({ browserOf, server }) => {
  const { context, send } = browserOf;
  await send({ type: 'plan.save', plan: WEEK });
  await send({ type: 'plan.activate', id: 'week' });
  const popup = await openPopup(browserOf);
  await expect(popup.getByText('Data left')).toBeVisible();
  expect(await popup.evaluate(() => performance.getEntriesByName('datagauge:painted').length)).toBe(1);

  const page = await context.newPage();
  await spend(page, server, 'www.news.test', 5_000_000);
  const row = popup.getByRole('listitem').filter({ hasText: 'news.test' });
  await expect(row).toContainText(/5\.[1-4]/);

  await popup.getByRole('switch', { name: 'Metered' }).click();
  await expect(popup.getByRole('heading', { name: 'Not metered' })).toBeVisible();
  await spend(page, server, 'www.app.test', 3_000_000);
  await expect(popup.getByRole('listitem').filter({ hasText: 'app.test' })).toContainText(/3\.\d/);
  const status = await send<PlanStatus>({ type: 'plan.status' });
  expect(status.used).toBeGreaterThan(5e6);
  expect(status.used).toBeLessThan(5.6e6);

  await popup.getByRole('switch', { name: 'Metered' }).click();
  await expect(row).toBeVisible();
  await expect(popup.getByRole('listitem').filter({ hasText: 'app.test' })).toHaveCount(0);
});

test('the popup in three languages, light and dark: its words, and nothing that axe finds', async ({
  browserOf,
  server,
}) => {
  const { context, send } = browserOf;
  await send({ type: 'plan.save', plan: WEEK });
  await send({ type: 'plan.activate', id: 'week' });
  await spend(await context.newPage(), server, 'www.news.test', 5_000_000);
  for (const [language, words] of [
    ['en', 'Data left'],
    ['zh-CN', '剩余流量'],
    ['zh-HK', '剩餘數據'],
  ] as const)
    for (const theme of ['light', 'dark']) {
      const popup = await openPopup(browserOf, `?lang=${language}&theme=${theme}`);
      await expect(popup.getByText(words)).toBeVisible();
      await expect(popup.locator('html')).toHaveAttribute('lang', language);
      await expect(popup.getByRole('listitem').filter({ hasText: 'news.test' })).toBeVisible();
      // Themes differ only in colours, languages only in words.
      const rules = language === 'en' ? (theme === 'light' ? 'all' : 'colours') : 'words';
      expect(await findings(popup, rules)).toEqual([]);
      await popup.close();
    }
});
