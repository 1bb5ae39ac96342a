import type { Locator, Page } from '@playwright/test';

/** More than twice the tab stops of any page. */
const MOST_STEPS = 150;

/** Presses Tab, or Shift+Tab, until `target` has the focus. @throws where no Tab leads to it */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    if (await target.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`no Tab leads to ${String(target)}`);
}
