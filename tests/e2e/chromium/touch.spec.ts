import type { Page } from '@playwright/test';
import { traveller } from '../../seed/stories.ts';
import { expect, SUNDAY, test as seeded, withStory, type SeededBrowser } from './seeded.ts';
import { untilDrawn } from '../support/until-drawn.ts';

/** A touch screen without a mouse, as media queries see it: coarse pointer, no hover. */
const TOUCH_ONLY =
  '--blink-settings=primaryPointerType=2,availablePointerTypes=2,primaryHoverType=1,availableHoverTypes=1';

const test = seeded.extend<object, { touched: SeededBrowser }>({
  touched: [async ({}, use) => withStory(traveller(SUNDAY), use, { switches: [TOUCH_ONLY] }), { scope: 'worker' }],
});

const SECTIONS = [
  ...['overview', 'sites', 'sites/youtube.com', 'days', 'map', 'map/instagram.com', 'live', 'plan', 'plan/top-up'],
  ...['readings', 'holds', 'alerts', 'advice', 'wifi', 'data', 'first'],
];
const PHONE = { width: 360, height: 740 };

/** Controls with a touch target less than 44 px high, each with its size. Links within sentences may be smaller. */
const tooSmall = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const controls = document.querySelectorAll<HTMLElement>(
      'a[href], button, select, textarea, input:not([type=file]), summary, [role=switch], [role^=menuitem]',
    );
    return [...controls].flatMap((control) => {
      if (control.closest('.sr') || control.matches(':disabled') || !control.checkVisibility()) return [];
      const target = control.closest('label') ?? control;
      target.scrollIntoView({ block: 'center' });
      const { left, top, width, height } = target.getBoundingClientRect();
      const [x, y] = [left + width / 2, top + height / 2];
      const reach = (step: number) => {
        let far = 0;
        while (far < 22 && target.contains(document.elementFromPoint(x, y + step * far))) far += 0.5;
        return far;
      };
      // Presses just outside that still hit the control count, too.
      const high = Math.max(height, reach(-1) + reach(1));
      const name = (control.ariaLabel ?? control.textContent).trim().slice(0, 24);
      return high < 43 ? [`${control.localName} ${name}: ${Math.round(width)} × ${Math.round(high)}`] : [];
    });
  });

test('every control of dashboard and popup is large enough for a finger', async ({ touched }) => {
  const panel = await touched.open('manifest.json');
  for (const hold of [
    { site: 'bilibili.com', mode: 'paused' },
    { site: 'instagram.com', mode: 'capped', bytesPerDay: 3e8 },
  ])
    await panel.evaluate((one) => chrome.runtime.sendMessage({ type: 'hold.set', hold: one }), hold);
  await panel.close();
  const page = await touched.open('dashboard.html?lang=zh-CN', PHONE);
  expect(await page.evaluate(() => matchMedia('(pointer: coarse) and (hover: none)').matches)).toBe(true);
  for (const section of SECTIONS) {
    await page.evaluate((hash) => (location.hash = hash), section);
    await untilDrawn(page);
    expect.soft(await tooSmall(page), section).toEqual([]);
  }
  await page.close();
  const popup = await touched.open('popup.html?lang=zh-CN', PHONE);
  await untilDrawn(popup);
  expect.soft(await tooSmall(popup), 'popup').toEqual([]);
  await popup.locator('.plan').click();
  expect.soft(await tooSmall(popup), 'popup, plans').toEqual([]);
  await popup.close();
});
