import type { Page } from '@playwright/test';
import { SECTIONS } from './sections.ts';
import { expect, test } from './seeded.ts';
import { zoomTo200 } from './zoom-to-200.ts';

/**
 * What is wider than the window, or hides a part of its content; names that end in an ellipsis are shown whole
 * elsewhere. Charts learn their width from a `ResizeObserver`, a frame or two after the page is laid out: poll.
 */
const cutOff = (page: Page) =>
  page.evaluate(() => {
    const wide = document.documentElement.scrollWidth > innerWidth ? ['the page is wider than its window'] : [];
    const hides = (element: Element) => {
      const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
      if (element.closest('.sr, svg') !== null || textOverflow === 'ellipsis') return false;
      const isCut = (overflow: string, scroll: number, client: number) =>
        ['hidden', 'clip'].includes(overflow) && scroll > client + 1;
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
      return isCut(overflowX, scrollWidth, clientWidth) || isCut(overflowY, scrollHeight, clientHeight);
    };
    const found = [...document.querySelectorAll('body *')].filter(hides);
    return [...wide, ...found.map(({ outerHTML }) => outerHTML.slice(0, 120))];
  });

for (const width of [1280, 640])
  test(`at 200 % in a window of ${width} pixels nothing is cut off`, async ({ travels }) => {
    for (const language of ['en', 'zh-HK']) {
      const page = await travels.open(`dashboard.html?lang=${language}`, { width, height: 800 });
      await zoomTo200(page, width);
      for (const section of SECTIONS) {
        await page.evaluate((hash) => (location.hash = hash), section);
        await expect(page.locator('main')).toHaveAttribute('aria-busy', 'false');
        await expect(page.locator('main .ghost')).toHaveCount(0);
        await expect.poll(() => cutOff(page), `${section}, ${language}`).toEqual([]);
      }
      await page.close();
      const popup = await travels.open(`popup.html?lang=${language}`, { width, height: 800 });
      await zoomTo200(popup, width);
      await expect(popup.locator('.sites li')).toHaveCount(5);
      await expect.poll(() => cutOff(popup), `popup, ${language}`).toEqual([]);
      const boxes = await popup.evaluate(() =>
        ['.sites', '.foot'].map((one) => {
          const { top, bottom } = document.querySelector(one)!.getBoundingClientRect();
          return { top, bottom };
        }),
      );
      expect.soft(boxes[0]!.bottom, `popup, ${language}`).toBeLessThanOrEqual(boxes[1]!.top + 0.5);
      await popup.close();
    }
  });
