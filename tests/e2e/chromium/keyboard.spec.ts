import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import type { Archive, PlanList, PlanStatus } from '../../../src/core/contract.ts';
import { weekPlan } from '../support/week-plan.ts';
import { expect, test, type Browser } from './fixture.ts';
import { tabTo } from './tab-to.ts';

/** Whole flows without a mouse: only Tab, Shift+Tab, Enter, Space, arrow keys and letters are used. */

const HOUR = 3_600_000;
const FORWARD = 'Tab';
const BACK = 'Shift+Tab';

const press = async (page: Page, target: Locator, way: typeof FORWARD | typeof BACK = FORWARD, key = 'Enter') => {
  await tabTo(page, target, way);
  await page.keyboard.press(key);
};
const type = async (page: Page, field: Locator, text: string, way: typeof FORWARD | typeof BACK = FORWARD) => {
  await tabTo(page, field, way);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
};
const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) });

async function open({ context, extensionId }: Browser, section: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/dashboard.html?lang=en#${section}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  return page;
}

async function startWeek({ send }: Browser, hoursAgo = 0): Promise<void> {
  await send({ type: 'plan.save', plan: weekPlan({ hoursAgo }) });
  await send({ type: 'plan.activate', id: 'week' });
}

async function fill({ send }: Browser): Promise<void> {
  const usage = ['news.test', 'video.test'].map((site) => {
    const from = Math.floor((Date.now() - HOUR) / HOUR) * HOUR;
    const slot = { from: new Date(from).toISOString(), to: new Date(from + HOUR / 4).toISOString(), plan: '' };
    const bytes = { down: 5_000_000, up: 1000, low: 5_000_000, high: 5_002_000, measured: 1, requests: 3 };
    return { ...slot, site, host: `cdn.${site}`, kind: 'image', ...bytes };
  });
  const head = { format: 'datagauge-archive', version: 1, exportedAt: new Date().toISOString(), active: null };
  await send({ type: 'archive.import', archive: { ...head, plans: [], readings: [], holds: [], usage } });
}

test('a plan is made, topped up, edited, removed and restored', async ({ browserOf }) => {
  const { send } = browserOf;
  const page = await open(browserOf, 'plan');
  const title = page.getByRole('heading', { level: 1 });
  await press(page, button(page, /^So much in all/));
  await expect(title).toBeFocused();
  await type(page, page.getByLabel('Name'), 'Island week');
  await press(page, button(page, 'Save and start'));
  await expect(page.getByText('Island week').first()).toBeVisible();
  await expect(title).toHaveText('Plans');
  await expect(page.locator('main :focus')).toHaveCount(1);

  await press(page, button(page, 'Add a top-up'));
  await expect(title).toBeFocused();
  await type(page, page.getByLabel('Data', { exact: true }), '2');
  await press(page, button(page, 'Add it'));
  await expect(page.getByText(/and 2.GB, from/)).toBeVisible();
  expect((await send<PlanStatus>({ type: 'plan.status' })).remaining).toBe(17e9);

  await press(page, button(page, 'Edit Island week'));
  await expect(title).toBeFocused();
  await type(page, page.getByLabel('Name', { exact: true }), 'Two islands');
  await press(page, button(page, 'Save'));
  await expect(page.getByRole('main').locator('b', { hasText: 'Two islands' })).toBeVisible();

  await press(page, button(page, 'Remove Two islands'));
  await expect(page.getByText('Two islands is removed; what it counted stays.')).toBeVisible();
  expect((await send<PlanList>({ type: 'plan.list' })).plans).toEqual([]);
  await press(page, button(page, 'Undo'));
  await expect(page.getByText('In use')).toBeVisible();
  expect((await send<PlanList>({ type: 'plan.list' })).plans).toMatchObject([{ name: 'Two islands' }]);
});

test('a plan is made and topped up in the popup', async ({ browserOf }) => {
  const { context, extensionId, send } = browserOf;
  const popup = await context.newPage();
  await popup.goto(`chrome-extension://${extensionId}/popup.html?lang=en`);
  await expect(popup.getByRole('heading', { name: 'Which plan are you on?' })).toBeVisible();
  await press(popup, button(popup, /^So much in all/));
  await press(popup, button(popup, 'Save and start'));
  await expect(popup.getByText('Data left')).toBeVisible();
  await press(popup, popup.locator('.plan'));
  await expect(popup.getByRole('menu')).toBeFocused();
  const names = await popup.getByRole('menu').locator('li').allTextContents();
  for (let i = 0; i < names.findIndex((name) => name.includes('Add a top-up')); i++)
    await popup.keyboard.press('ArrowDown');
  await popup.keyboard.press('Enter');
  await press(popup, button(popup, 'Add it'));
  await expect(popup.getByText('Data left')).toBeVisible();
  expect((await send<PlanStatus>({ type: 'plan.status' })).remaining).toBe(16e9);
});

test('a reading is typed, applied, undone and applied again', async ({ browserOf }) => {
  await startWeek(browserOf, 5);
  const page = await open(browserOf, 'readings');
  await type(page, page.getByLabel('Message from the carrier'), 'You have used 2.5 GB of 7 GB');
  await press(page, button(page, 'Read it'));
  await expect(page.getByRole('heading', { name: 'This is what it says' })).toBeFocused();
  await press(page, button(page, 'Apply it'));
  const used = async () => (await browserOf.send<PlanStatus>({ type: 'plan.status' })).used;
  await expect.poll(used).toBe(2.5e9);
  await press(page, button(page, 'Undo'), BACK);
  await expect.poll(used).toBe(0);
  await press(page, button(page, 'Apply it again'), BACK);
  await expect.poll(used).toBe(2.5e9);
  await press(page, button(page, /^Take back/));
  await expect.poll(used).toBe(0);
});

test('alert thresholds are set, and invalid ones corrected', async ({ browserOf }) => {
  await startWeek(browserOf);
  const page = await open(browserOf, 'alerts');
  const total = page.getByLabel('At these shares of the whole (%)');
  await type(page, total, '400');
  await press(page, button(page, 'Save'));
  await expect(total).toBeFocused();
  await expect(total).toHaveAttribute('aria-invalid', 'true');
  await type(page, total, '60 75');
  await press(page, button(page, 'Save'));
  await expect(page.getByRole('status')).toHaveText('Saved.');
  const [plan] = (await browserOf.send<PlanList>({ type: 'plan.list' })).plans;
  expect(plan?.alerts?.total).toEqual([60, 75]);
});

test('a range is chosen, and a chart is read as a table', async ({ browserOf }) => {
  await startWeek(browserOf);
  await fill(browserOf);
  const page = await open(browserOf, 'days');
  await press(page, button(page, '7 days'));
  await expect(button(page, '7 days')).toHaveAttribute('aria-pressed', 'true');
  await expect(button(page, '7 days')).toBeFocused();
  await press(page, button(page, 'Choose days'));
  await tabTo(page, page.getByLabel('First day'));
  await page.keyboard.press('ArrowUp');
  await expect(button(page, 'Choose days')).toHaveAttribute('aria-pressed', 'true');
  await press(page, button(page, 'All'), BACK);
  const table = page.getByRole('table').first();
  await press(page, button(page, 'Table').first(), FORWARD, 'Space');
  await expect(table.getByRole('columnheader').first()).toBeInViewport();
  await expect(button(page, 'Table').first()).toBeFocused();
});

test('everything is saved and imported again; a site, a day and everything are deleted or kept', async ({
  browserOf,
}) => {
  await fill(browserOf);
  const { send } = browserOf;
  const page = await open(browserOf, 'data');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    press(page, button(page, 'Save everything (JSON)')),
  ]);
  const archive = JSON.parse(readFileSync(await download.path(), 'utf8')) as Archive;
  expect(archive.usage).toHaveLength(2);
  const choosing = page.waitForEvent('filechooser'); // before the key press: from now on no system dialog opens
  await tabTo(page, page.getByLabel('Import an archive'));
  await page.keyboard.press('Enter');
  const chooser = await choosing;
  await chooser.setFiles({
    name: 'a.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(archive)),
  });
  await expect(page.getByText('0 added, 2 were there already.')).toBeVisible();

  const part = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Delete' }) });
  const status = part.getByRole('status');
  const sites = async () => (await send<Archive>({ type: 'archive.export' })).usage.map(({ site }) => site).sort();
  await tabTo(page, part.getByLabel('A site'));
  await page.keyboard.type('news');
  await press(page, part.getByRole('button', { name: 'Delete A site' }));
  await expect(status).toHaveText('news.test: deleted in a moment.');
  await press(page, part.getByRole('button', { name: 'Undo' }));
  await expect(status).toHaveText('news.test: kept.');
  await expect(part.getByRole('button', { name: 'Delete A site' })).toBeFocused();

  await type(
    page,
    part.getByLabel('A day'),
    new Date(Date.now() - HOUR)
      .toLocaleDateString('en-US', { month: '2-digit', day: '2-digit', year: 'numeric' })
      .replaceAll('/', ''),
  );
  await press(page, part.getByRole('button', { name: 'Delete A day' }));
  await press(page, part.getByRole('button', { name: 'Undo' }));
  await expect(status).toHaveText(/: kept\.$/);
  expect(await sites()).toEqual(['news.test', 'video.test']);

  await press(page, button(page, 'Delete everything'));
  await press(page, part.getByRole('button', { name: 'Undo' }));
  await expect(status).toHaveText('Everything: kept.');
  await press(page, button(page, 'Delete everything'), BACK);
  await expect(status).toHaveText('Everything: deleted.');
  expect(await sites()).toEqual([]);
});
