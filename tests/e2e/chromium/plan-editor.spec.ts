import type { Page } from '@playwright/test';
import type { PlanList, PlanStatus } from '../../../src/core/contract.ts';
import { expectAllCounted } from '../support/expect-all-counted.ts';
import { expect, test, type Browser } from './fixture.ts';
import { spend } from '../support/spend.ts';
import { findings } from './findings.ts';

async function openPlans({ context, extensionId }: Browser, query = ''): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/dashboard.html${query}#plan`);
  return page;
}

const main = { resets: { every: 'never' }, after: { kind: 'throttle', kbps: 128 } };
const monthly = { kind: 'months', billingDay: 1 };
const byMonth = { resets: { every: 'month', day: 1 }, after: { kind: 'throttle', kbps: 128 } };

/** The plan that each preset makes unchanged, and the sentence that describes it before it is saved. */
const PRESETS: [name: RegExp, says: RegExp, plan: object][] = [
  [
    /^So much in all/,
    /^15.GB until .*24:00.*; then nothing more$/,
    { validity: { kind: 'days', days: 7 }, allowances: [{ bytes: 15e9 }] },
  ],
  [
    /^So much a day/,
    /^3.GB a day until .*; then slowed to 128.kbit\/s$/,
    { allowances: [{ bytes: 3e9, resets: { every: 'day', at: '00:00' } }] },
  ],
  [
    /^By the month 20/,
    /^20.GB a month, renews on the 1st/,
    { validity: monthly, allowances: [{ bytes: 20e9, ...byMonth }] },
  ],
  [
    /^By 24 hours/,
    /^500.MB until /,
    { validity: { kind: 'days', days: 1, clock: 'hours' }, allowances: [{ bytes: 5e8, ...main }] },
  ],
  [
    /^In stages/,
    /^5.GB every 30 days until /,
    { validity: { days: 90 }, allowances: [{ resets: { every: 'days', days: 30 } }] },
  ],
  [
    /^By the month, rest/,
    /carries over once/,
    { unit: 1024, allowances: [{ rollover: 'once', bytes: 20 * 1024 ** 3 }] },
  ],
  [
    /^Prepaid balance/,
    /^10.GB, until /,
    { validity: { kind: 'open' }, allowances: [{ until: expect.any(String) as unknown as string }] },
  ],
  [
    /^Free at night/,
    /^and no limit from 23:00 to 07:00, not counted$/,
    { allowances: [byMonth, { bytes: null, free: true, hours: { from: '23:00', to: '07:00' } }] },
  ],
  [
    /^With packs/,
    /^and 5.GB for youtube\.com/,
    { allowances: [{ bytes: 10e9 }, { sites: ['youtube.com'] }, { sites: ['whatsapp.com'], free: true }] },
  ],
  [
    /^By the megabyte/,
    /HKD.1\.50 per MB, at most HKD.68\.00 a day$/,
    { allowances: [{ bytes: 0, after: { kind: 'charge', perMB: 1.5, currency: 'HKD', dailyCap: 68 } }] },
  ],
  [/^Several allowances/, /^and 2.GB a month$/, { allowances: [byMonth, { bytes: 2e9 }] }],
  [/^No limit/, /^No limit, counted from /, { validity: { kind: 'open' }, allowances: [{ bytes: null }] }],
];

test('every preset is described in plain words first and then becomes the plan in use', async ({ browserOf }) => {
  const page = await openPlans(browserOf);
  for (const [index, [name, says, plan]] of PRESETS.entries()) {
    await page.getByRole('button', { name }).click();
    await expect(page.locator('form p').filter({ hasText: says })).toBeVisible();
    await page.getByLabel('Name', { exact: true }).fill(`Plan ${index}`);
    await page.getByRole('button', { name: 'Save and start' }).click();
    await expect(page.getByText(`Plan ${index}`).first()).toBeVisible();
    const status = await browserOf.send<PlanStatus>({ type: 'plan.status' });
    expect(status.plan).toMatchObject({ name: `Plan ${index}`, ...plan });
  }
  const { plans } = await browserOf.send<PlanList>({ type: 'plan.list' });
  expect(plans).toHaveLength(PRESETS.length);
});

const IMPORTED = {
  id: 'imported',
  name: 'From an archive',
  carrier: 'A carrier',
  timeZone: 'Asia/Kolkata',
  unit: 1024,
  activatedAt: '2026-03-01T10:20:33.123+05:30',
  validity: { kind: 'days', days: 800, clock: 'hours' },
  price: { amount: 88.5, currency: 'HKD' },
  alerts: { total: [61], today: [], expiryHours: [5], quiet: { from: '22:00', to: '06:30' } },
  allowances: [
    {
      id: 'x',
      label: 'Odd',
      bytes: 1_234_567_891,
      resets: { every: 'day', at: '05:30', timeZone: 'UTC' },
      rollover: 'once',
      after: { kind: 'throttle', kbps: 77 },
      order: 4,
    },
    {
      id: 'y',
      label: 'Night',
      bytes: null,
      resets: { every: 'never' },
      hours: { from: '23:00', to: '07:00' },
      sites: ['a.example', 'b.example'],
      from: '2026-03-02T00:00:00.500Z',
      until: '2026-09-02T00:00:00Z',
      after: { kind: 'cut' },
    },
  ],
};

test('editing keeps untouched fields and what was counted; the figures follow', async ({ browserOf, server }) => {
  const { context, send } = browserOf;
  await send({ type: 'plan.save', plan: IMPORTED });
  await send({ type: 'plan.activate', id: 'imported' });
  const visited = await context.newPage();
  await spend(visited, server, 'www.news.test', 2_000_000);
  // The icon is requested last, some time after the page.
  await expect.poll(() => server.served.map(({ path }) => path)).toContain('/favicon.ico');
  await expectAllCounted(send, server);
  const before = await send<PlanStatus>({ type: 'plan.status' });

  const page = await openPlans(browserOf);
  await page.getByRole('button', { name: 'Edit From an archive' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Plans' })).toBeVisible();
  expect((await send<PlanList>({ type: 'plan.list' })).plans).toEqual([before.plan]);

  await page.getByRole('button', { name: 'Edit From an archive' }).click();
  await page.getByRole('group', { name: 'Data 1' }).getByLabel('Data', { exact: true }).fill('3');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Plans' })).toBeVisible();
  const after = await send<PlanStatus>({ type: 'plan.status' });
  expect(after.used).toBe(before.used);
  // The raised allowance, of today and of what yesterday left over.
  expect(after.remaining! - before.remaining!).toBe(2 * (3 * 1024 ** 3 - 1_234_567_891));
  const [odd, night] = before.plan.allowances;
  expect(after.plan).toEqual({ ...before.plan, allowances: [{ ...odd, bytes: 3 * 1024 ** 3 }, night] });
});

test('a top-up takes two presses; a prepaid balance carries over', async ({ browserOf }) => {
  const page = await openPlans(browserOf);
  await page.getByRole('button', { name: /^Prepaid balance/ }).click();
  await page.getByRole('button', { name: 'Save and start' }).click();
  await page.getByRole('button', { name: 'Add a top-up' }).click();
  await page.getByRole('button', { name: 'Add it' }).click();
  await expect(page.getByText(/and 1.GB/)).toBeVisible();
  const { plan, remaining } = await browserOf.send<PlanStatus>({ type: 'plan.status' });
  expect(remaining).toBe(11e9);
  expect(plan.allowances[0]?.until).toBe(plan.allowances[1]?.until);
});

test('the short form: an allowance for each 24 hours; errors are shown beside their field', async ({ browserOf }) => {
  const { context, extensionId, send } = browserOf;
  const popup = await context.newPage();
  await popup.goto(`chrome-extension://${extensionId}/popup.html`);
  await popup.getByRole('button', { name: /So much a day/ }).click();
  await popup.getByLabel('A day is').selectOption('hours');
  await popup.getByLabel('Data a day').fill('0');
  await popup.getByRole('button', { name: 'Save' }).click();
  await expect(popup.getByLabel('Data a day')).toBeFocused();
  await expect(popup.getByText('A number above 0')).toBeVisible();
  await popup.getByLabel('Data a day').fill('2');
  await popup.getByRole('button', { name: 'Save' }).click();
  await expect(popup.getByText('Data left')).toBeVisible();
  expect((await send<PlanStatus>({ type: 'plan.status' })).plan).toMatchObject({
    validity: { clock: 'hours' },
    allowances: [{ bytes: 2e9, resets: { every: '24h' } }],
  });
});

test('axe finds nothing in the plan editor, in three languages, on a phone and a desktop', async ({ browserOf }) => {
  for (const [language, preset] of [
    ['en', /^With packs/],
    ['zh-CN', /^含定向流量包/],
    ['zh-HK', /^按MB收費/],
  ] as const) {
    const page = await openPlans(browserOf, `?lang=${language}&theme=${language === 'zh-HK' ? 'dark' : 'light'}`);
    for (const step of ['list', 'editor']) {
      if (step === 'editor') await page.getByRole('button', { name: preset }).click();
      for (const width of [320, 1200]) {
        await page.setViewportSize({ width, height: 900 });
        // Languages differ only in words; colours are checked once in each theme.
        expect(await findings(page, language === 'zh-CN' ? 'words' : 'all')).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      }
    }
    await page.close();
  }
});
