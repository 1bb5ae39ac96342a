import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';

/** Sets the theme by emulated media features; `forced`: forced colours with a dark colour scheme. */
export async function setTheme(page: Page, theme: string): Promise<void> {
  const colorScheme = theme === 'light' ? 'light' : 'dark';
  await page.emulateMedia({
    colorScheme,
    forcedColors: theme === 'forced' ? 'active' : 'none',
    reducedMotion: 'reduce',
  });
}

/** Saves a picture of the whole page. */
export async function capture(
  page: Page,
  file: string,
  options: { fullPage?: boolean; scale?: 'css' } = {},
): Promise<void> {
  mkdirSync(path.dirname(file), { recursive: true });
  await page.screenshot({ path: file, fullPage: true, animations: 'disabled', caret: 'hide', ...options });
}

/** The same for a page that the browser has zoomed: Playwright would measure it in zoomed pixels and cut it off. */
export async function captureZoomed(page: Page, file: string): Promise<void> {
  mkdirSync(path.dirname(file), { recursive: true });
  const session = await page.context().newCDPSession(page);
  const { contentSize } = await session.send('Page.getLayoutMetrics');
  const clip = { ...contentSize, scale: 1 };
  const { data } = await session.send('Page.captureScreenshot', { clip, captureBeyondViewport: true });
  await session.detach();
  writeFileSync(file, data, 'base64');
}
