import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';

/** Waits until a page has all its numbers. */
export async function isDrawn(page: Page): Promise<void> {
  await expect(page.locator('main')).not.toHaveAttribute('aria-busy', 'true');
  await expect(page.locator('main .ghost')).toHaveCount(0);
  await expect(page.locator('main :is(h1, h2)').first()).toBeVisible();
  await page.evaluate(() => document.fonts.ready);
}

/** The theme as the media of a page say it: `forced` is forced colours in the dark. */
export async function wear(page: Page, theme: string): Promise<void> {
  const colorScheme = theme === 'light' ? 'light' : 'dark';
  await page.emulateMedia({
    colorScheme,
    forcedColors: theme === 'forced' ? 'active' : 'none',
    reducedMotion: 'reduce',
  });
}

/** Writes what a page shows, from its head to its foot. */
export async function take(
  page: Page,
  file: string,
  options: { fullPage?: boolean; scale?: 'css' } = {},
): Promise<void> {
  mkdirSync(path.dirname(file), { recursive: true });
  await page.screenshot({ path: file, fullPage: true, animations: 'disabled', caret: 'hide', ...options });
}

/** The same of a page that the browser has zoomed: the driver would measure it by its own, larger pixels and cut it there. */
export async function takeZoomed(page: Page, file: string): Promise<void> {
  mkdirSync(path.dirname(file), { recursive: true });
  const session = await page.context().newCDPSession(page);
  const { contentSize } = await session.send('Page.getLayoutMetrics');
  const clip = { ...contentSize, scale: 1 };
  const { data } = await session.send('Page.captureScreenshot', { clip, captureBeyondViewport: true });
  await session.detach();
  writeFileSync(file, data, 'base64');
}
