import type { Locator, Page } from '@playwright/test';

/** More than any page has to stop at, twice around. */
const MOST_STEPS = 150;

/** Goes on by the Tab key, or back, until `target` has the focus. @throws where no Tab leads to it */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    if (await target.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`no Tab leads to ${String(target)}`);
}
