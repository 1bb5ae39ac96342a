import type { Page } from '@playwright/test';
import { shapes } from '../../seed/shapes.ts';
import { SUNDAY, test as seeded, withStory, type SeededBrowser } from './seeded.ts';
import { findings } from './findings.ts';

const STORY = shapes(SUNDAY);
const test = seeded.extend<object, { shaped: SeededBrowser }>({
  shaped: [async ({}, use) => withStory(STORY, use), { scope: 'worker' }],
});
const { expect } = test;

/** One plan of each appearance. */
const ONE_OF_EACH = ['out', 'throttled', 'expired', 'waiting', 'packs'];

/** Makes a plan the active one while a popup is open, and waits until the popup shows it. */
async function activate(popup: Page, id: string): Promise<void> {
  await popup.evaluate((plan) => chrome.runtime.sendMessage({ type: 'plan.activate', id: plan }), id);
  await expect(popup.locator('.plan b')).toContainText(STORY.plans.find((plan) => plan.id === id)!.name);
  await expect(popup.locator('main')).toHaveAttribute('aria-busy', 'false');
}

/** Makes each plan the active one while a popup is open, and calls `look`. */
async function eachShape(popup: Page, look: (id: string) => Promise<void>, only?: string[]): Promise<void> {
  for (const { id } of STORY.plans.filter((plan) => only?.includes(plan.id) ?? true)) {
    await activate(popup, id);
    await look(id);
  }
}

for (const language of ['en', 'zh-CN', 'zh-HK'])
  test(`a popup in ${language} has one size whatever the plan, and as a page is no wider than a phone`, async ({
    shaped,
  }) => {
    const popup = await shaped.open(`popup.html?lang=${language}`, { width: 360, height: 560 });
    const size = () =>
      popup.evaluate(() => {
        const { scrollWidth, scrollHeight } = document.documentElement;
        const list = document.querySelector('.sites')!.getBoundingClientRect();
        const foot = document.querySelector('.foot')!.getBoundingClientRect();
        const last = document.querySelector('.sites li:last-child')?.getBoundingClientRect().bottom ?? list.top;
        return { scrollWidth, scrollHeight, isCovered: Math.max(list.bottom, last) > foot.top + 0.5 };
      });
    await eachShape(popup, async (id) => {
      await expect.soft(size(), id).resolves.toEqual({ scrollWidth: 360, scrollHeight: 560, isCovered: false });
    });
    await popup.setViewportSize({ width: 320, height: 640 });
    await eachShape(popup, async (id) => expect.soft((await size()).scrollWidth, id).toBe(320), ONE_OF_EACH);
    await popup.close();
  });

test('axe finds nothing in the popup, whatever the plan, in both themes', async ({ shaped }) => {
  const popup = await shaped.open('popup.html?lang=en', { width: 360, height: 560 });
  await eachShape(
    popup,
    async (id) => {
      await popup.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
      expect.soft(await findings(popup), id).toEqual([]);
      await popup.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
      expect.soft(await findings(popup, 'colours'), `${id}, dark`).toEqual([]);
    },
    ONE_OF_EACH,
  );
  await popup.close();
});

test('by keyboard alone: choose another plan, Wi-Fi, a hold; the focus is visible and stays', async ({ shaped }) => {
  const popup = await shaped.open('popup.html?lang=en', { width: 360, height: 560 });
  await activate(popup, 'short');
  const outline = () => popup.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);

  await popup.keyboard.press('Tab');
  await expect(popup.locator('.plan')).toBeFocused();
  expect(await outline()).toBe('solid');
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('menu')).toBeFocused();
  const names = await popup.getByRole('menu').locator('li').allTextContents();
  const steps = names.findIndex((name) => name.includes('Macau')) - names.findIndex((name) => name.includes('Hong'));
  for (let i = 0; i < steps; i++) await popup.keyboard.press('ArrowDown');
  await popup.keyboard.press('Enter');
  await expect(popup.locator('.plan')).toContainText('Macau 7-day');
  await expect(popup.locator('.plan')).toBeFocused();

  await activate(popup, 'short');
  await expect(popup.getByRole('listitem')).toHaveCount(5);
  await popup.keyboard.press('Tab');
  const metered = popup.getByRole('switch', { name: 'Metered' });
  await expect(metered).toBeFocused();
  await popup.keyboard.press('Space');
  await expect(popup.getByRole('heading', { name: 'Not metered' })).toBeVisible();
  await expect(metered).toBeFocused();
  await popup.keyboard.press('Space');
  await expect(popup.getByRole('listitem')).toHaveCount(5);

  const hold = popup.getByRole('switch', { name: 'Pause youtube.com' });
  await hold.focus();
  await popup.keyboard.press('Space');
  await expect(hold).toBeChecked();
  await expect(hold).toBeFocused();
  expect(await outline()).toBe('solid');
  await popup.keyboard.press('Space');
  await expect(hold).not.toBeChecked();
  await popup.close();
});

test('a switch that was just pressed shows its bars while the pointer is still on it', async ({ shaped }) => {
  const popup = await shaped.open('popup.html?lang=en', { width: 360, height: 560 });
  await activate(popup, 'short');
  const hold = popup.getByRole('switch', { name: 'Pause youtube.com' });
  await hold.click();
  await expect(hold).toBeChecked();
  const [bars, plate] = await hold.evaluate((button) => {
    const { color, backgroundColor } = getComputedStyle(button);
    return [color, backgroundColor];
  });
  expect(bars).not.toBe(plate);
  await hold.click();
  await expect(hold).not.toBeChecked();
  await popup.close();
});
