import type { Page } from '@playwright/test';
import type { PlanList } from '../../../src/core/contract.ts';
import type { WifiHours } from '../../../src/core/wifi-hours.ts';
import { unbreakable } from '../../../src/ui/format/unbreakable.ts';
import { expect, test } from './fixture.ts';
import { findings } from './findings.ts';
import { spend } from '../support/spend.ts';
import { weekPlan } from '../support/week-plan.ts';

const plan = weekPlan({ bytes: 2_000_000, validity: { kind: 'days', days: 7, clock: 'hours' } });
const clean = async (page: Page) => expect(await findings(page)).toEqual([]);

test('alerts are listed, and a plan’s thresholds and quiet hours are edited', async ({ browserOf, server }) => {
  const { context, extensionId, send } = browserOf;
  await send({ type: 'plan.save', plan: { ...plan, alerts: { total: [50], today: [], expiryHours: [24] } } });
  await send({ type: 'plan.activate', id: 'week' });
  const site = await context.newPage();
  await spend(site, server, 'www.news.test', 1_200_000);
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/dashboard.html?lang=en#alerts`);
  await expect(page.getByText('50 % of the data is used'.replace(' %', '\u00a0%'))).toBeVisible();
  await clean(page);
  await page.getByRole('link', { name: 'Hold news.test' }).click();
  await expect(page.getByRole('button', { name: 'Pause news.test' })).toBeVisible();
  await page.goBack();

  const total = page.getByLabel('At these shares of the whole (%)');
  await total.fill('60, 400');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(total).toHaveAttribute('aria-invalid', 'true');
  await total.fill('75, 60');
  await page.getByLabel('Quiet hours').check();
  await page.getByLabel('From').fill('22:30');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('status')).toHaveText('Saved.');
  const saved = async () => (await send<PlanList>({ type: 'plan.list' })).plans[0]?.alerts;
  expect(await saved()).toEqual({
    total: [60, 75],
    today: [],
    expiryHours: [24],
    quiet: { from: '22:30', to: '08:00' },
  });
  await page.getByRole('button', { name: 'Restore defaults' }).click();
  await expect.poll(saved).toBeUndefined();
});

test('candidate plans are compared without being saved, and the largest sites show their cost', async ({
  browserOf,
  server,
}) => {
  const { context, extensionId, send } = browserOf;
  await send({ type: 'plan.save', plan });
  await send({ type: 'plan.activate', id: 'week' });
  const site = await context.newPage();
  await spend(site, server, 'www.news.test', 1_200_000);
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/dashboard.html?lang=en#advice`);
  await expect(page.getByRole('rowheader', { name: unbreakable(plan.name) })).toBeVisible();
  await expect(page.getByRole('rowheader', { name: 'news.test' })).toBeVisible();
  await page.getByRole('button', { name: 'Add a plan to compare' }).click();
  await page.getByRole('button', { name: /So much in all/ }).click();
  await page.getByLabel('Data in all').fill('50');
  await page.getByRole('button', { name: 'Compare it' }).click();
  const rows = page.getByRole('row', { name: /50\sGB/ });
  await expect(rows.getByRole('cell').nth(1)).toHaveText(/%/);
  await rows.getByLabel(/^Price of/).fill('88');
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(rows).toContainText('88.00');
  await clean(page);
  expect((await send<PlanList>({ type: 'plan.list' })).plans).toHaveLength(1);
});

test('hours on Wi-Fi are saved, and turn the switch', async ({ browserOf }) => {
  const { context, extensionId, send } = browserOf;
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/dashboard.html?lang=en#wifi`);
  await page.getByRole('button', { name: 'Add hours' }).click();
  for (const day of await page.getByRole('group', { name: 'Days' }).getByRole('checkbox').all()) await day.check();
  await page.getByLabel('From').fill('00:00');
  await page.getByLabel('To', { exact: true }).fill('23:59');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('status')).toHaveText('Saved.');
  await clean(page);
  const { hours } = await send<{ hours: WifiHours[] }>({ type: 'wifi.rules' });
  expect(hours.map(({ days, ...rest }) => ({ days: days.toSorted(), ...rest }))).toEqual([
    { days: [0, 1, 2, 3, 4, 5, 6], from: '00:00', to: '23:59' },
  ]);
  await expect(page.getByRole('switch')).toHaveAttribute('aria-checked', 'false');
  const refused = { type: 'wifi.set', hours: [{ days: [9], from: '00:00', to: '01:00' }], followsNetwork: true };
  expect((await send<{ error: string }>(refused)).error).toContain('hours.0.days.0');
});
