import type { Page } from '@playwright/test';
import { expect } from './expect.ts';

/** Waits until a page of the extension shows all its figures. */
export async function untilDrawn(page: Page): Promise<void> {
  await expect(page.locator('main :is(h1, h2)').first()).toBeVisible();
  await expect(page.locator('main')).not.toHaveAttribute('aria-busy', 'true');
  await expect(page.locator('main .ghost')).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready);
}
