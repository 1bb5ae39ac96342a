import type { Locator } from '@playwright/test';
import { findings } from './findings.ts';
import { shortLastLines } from './short-last-lines.ts';
import { SECTIONS } from './sections.ts';
import { expect, test } from './seeded.ts';
import { untilDrawn } from '../support/until-drawn.ts';

test('the overview shows what the plan and the ledger contain', async ({ travels }) => {
  const page = await travels.open('dashboard.html?lang=en');
  await untilDrawn(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lasts to the end');
  await expect(page.getByRole('row', { name: /youtube\.com 2\.31/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /^Used 6\.5/ })).toBeVisible();
  expect(await page.evaluate(() => performance.getEntriesByName('datagauge:painted').length)).toBe(1);
  const burn = page.getByRole('region', { name: 'What is left' });
  await expect(burn.getByText('+3 GB', { exact: true })).toBeVisible();
  const days = page.getByRole('region', { name: 'Used each day, by site' });
  await expect(days.getByRole('rowheader', { name: 'Sat 21 Nov' })).toBeAttached();
  await page.close();
});

/** Languages differ only in words and themes only in colours, so each check runs once. */
const LOOKS = [
  ['en', 'light', 'all'],
  ['en', 'dark', 'colours'],
  ['zh-CN', 'light', 'words'],
  ['zh-HK', 'light', 'words'],
] as const;

for (const [language, colorScheme, rules] of LOOKS)
  test(`every section in ${language}, ${colorScheme}, is drawn, and axe finds nothing`, async ({ travels }) => {
    const page = await travels.open(`dashboard.html?lang=${language}`);
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const section of SECTIONS) {
      await page.evaluate((hash) => (location.hash = hash), section);
      await untilDrawn(page);
      expect.soft(await findings(page, rules), section).toEqual([]);
    }
    expect(errors).toEqual([]);
    await page.close();
  });

// 200 % zoom leaves half of a desktop's width.
test('no section is wider than its page, on a desktop, zoomed in, on a phone', async ({ travels }) => {
  for (const width of [1280, 640, 320]) {
    const page = await travels.open('dashboard.html?lang=en', { width, height: 800 });
    for (const section of SECTIONS) {
      await page.evaluate((hash) => (location.hash = hash), section);
      await untilDrawn(page);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect.soft(overflow, `${section} at ${width}`).toBeLessThanOrEqual(0);
    }
    await page.close();
  }
});

for (const language of ['zh-CN', 'zh-HK'])
  test(`on a phone no ${language} text ends in a line of one or two characters`, async ({ travels }) => {
    const page = await travels.open(`dashboard.html?lang=${language}`, { width: 320, height: 800 });
    for (const section of SECTIONS) {
      await page.evaluate((hash) => (location.hash = hash), section);
      await untilDrawn(page);
      expect.soft(await shortLastLines(page), section).toEqual([]);
    }
    await page.close();
  });

// Cumulative layout shift: a moved block as wide as a phone and a tenth of its height would score 0.1.
test('nothing shifts on a phone while a section receives its content', async ({ travels }) => {
  for (const section of SECTIONS) {
    const page = await travels.context.newPage();
    await page.setViewportSize({ width: 320, height: 800 });
    await page.addInitScript(() => {
      const seen: PerformanceEntryList = [];
      new PerformanceObserver((list) => seen.push(...list.getEntries())).observe({
        type: 'layout-shift',
        buffered: true,
      });
      Object.assign(globalThis, { shifts: seen });
    });
    await page.goto(`${travels.address}dashboard.html?lang=zh-CN#${section}`);
    await untilDrawn(page);
    const moved = await page.evaluate(() =>
      (globalThis as unknown as { shifts: { value: number }[] }).shifts.reduce((sum, { value }) => sum + value, 0),
    );
    expect.soft(moved, section).toBeLessThan(0.005);
    await page.close();
  }
});

test('by keyboard alone: go to the sites, sort, search, open one; step through a chart', async ({ travels }) => {
  const page = await travels.open('dashboard.html?lang=en');
  await untilDrawn(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Sites', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await untilDrawn(page);
  await page.getByRole('button', { name: 'Requests' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('columnheader', { name: /Requests/ })).toHaveAttribute('aria-sort', 'descending');
  await page.getByRole('searchbox').focus();
  await page.keyboard.type('wiki');
  await expect(page.getByRole('rowheader')).toHaveText(['wikipedia.org']);
  await page.getByRole('link', { name: 'wikipedia.org' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('wikipedia.org');
  await untilDrawn(page);
  const chart = page.getByRole('slider', { name: 'Used each day' });
  await chart.focus();
  await page.keyboard.press('Home');
  await expect(chart).toHaveAttribute('aria-valuetext', /Thu 19 Nov/);
  await page.keyboard.press('ArrowRight');
  await expect(chart).toHaveAttribute('aria-valuetext', /Fri 20 Nov/);
  await page.close();
});

test('by keyboard alone: when a pressed control disappears, the focus stays near its place', async ({ travels }) => {
  const page = await travels.open('dashboard.html?lang=en#wifi');
  const press = async (control: Locator) => {
    await control.focus();
    await page.keyboard.press('Enter');
  };
  const add = page.getByRole('button', { name: 'Add hours' });
  await press(add);
  await press(page.getByRole('button', { name: /^Remove/ }));
  await expect(add).toBeFocused();
  await page.goto(`${travels.address}dashboard.html?lang=en#plan`);
  await press(page.getByRole('button', { name: /^So much in all/ }));
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await press(page.getByRole('button', { name: 'Cancel' }));
  await expect(page.getByRole('heading', { level: 1, name: 'Plans' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.locator('main :focus-visible')).toHaveCount(1);
  await page.goto(`${travels.address}dashboard.html?lang=en#map`);
  await press(page.locator('main').getByRole('link', { name: 'instagram.com' }));
  await expect(page.getByRole('heading', { level: 1, name: 'instagram.com' })).toBeFocused();
  await page.close();
});

test('a chart is saved as a table and as a picture', async ({ travels }) => {
  const page = await travels.open('dashboard.html?lang=en#map');
  await untilDrawn(page);
  const region = page.getByRole('region', { name: 'Where it went: site, then host' });
  for (const [button, ending, begins] of [
    ['CSV', 'csv', '\ufeffsite,host,down_bytes'],
    ['Picture', 'png', '\ufffdPNG'],
  ] as const) {
    const waits = page.waitForEvent('download');
    await region.getByRole('button', { name: button }).click();
    const download = await waits;
    expect(download.suggestedFilename()).toBe(`datagauge-where-it-went-site-then-host-2026-11-22.${ending}`);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString('utf8').startsWith(begins)).toBe(true);
  }
  await page.close();
});

test('the chosen language persists, also in the popup', async ({ travels }) => {
  const page = await travels.open('dashboard.html#data');
  await untilDrawn(page);
  await page.getByRole('combobox', { name: 'Language' }).selectOption('简体中文');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  const popup = await travels.open('popup.html');
  await expect(popup.getByText('剩余流量')).toBeVisible();
  await popup.close();
  await page.getByRole('combobox', { name: '语言' }).selectOption('跟随浏览器');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.close();
});
