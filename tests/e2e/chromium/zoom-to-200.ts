import type { Page } from '@playwright/test';
import { expect } from './seeded.ts';

/**
 * Zooms this tab to 200 %, as the browser's own zoom does; resolves once the page, `width` pixels wide before, is laid
 * out anew.
 */
export async function zoomTo200(page: Page, width: number): Promise<void> {
  await page.evaluate(async () => {
    const tab = await chrome.tabs.getCurrent();
    await chrome.tabs.setZoomSettings(tab!.id, { mode: 'automatic', scope: 'per-tab' });
    await chrome.tabs.setZoom(tab!.id, 2);
  });
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width / 2);
}
