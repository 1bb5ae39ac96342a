import type { Page } from '@playwright/test';
import { setClock, SUNDAY, type SeededBrowser } from '../e2e/chromium/seeded.ts';
import { simulate, type Simulation } from './simulate.ts';
import { PRESENT } from './present.ts';
import { setTheme } from './capture.ts';

export type Looks = { theme: string; width: number; height: number; simulation?: Simulation };

/** An empty page; what it opens has that theme and size, with the clock at the stories' present. */
export async function newPage({ context }: SeededBrowser, looks: Looks): Promise<Page> {
  const { theme, width, height, simulation = PRESENT } = looks;
  const page = await context.newPage();
  await page.setViewportSize({ width, height });
  await setTheme(page, theme);
  await page.addInitScript(setClock, SUNDAY);
  await page.addInitScript(simulate, simulation);
  return page;
}

/** Sends a message to the background and resolves with its reply. */
export async function sendMessage<Reply>(browser: SeededBrowser, message: object): Promise<Reply> {
  const page = await browser.open('manifest.json');
  const reply = await page.evaluate((one) => chrome.runtime.sendMessage<object, Reply>(one), message);
  await page.close();
  return reply;
}

/** Pauses the site that the held page shows. */
export const PAUSE = { type: 'hold.set', hold: { site: 'bilibili.com', mode: 'paused' } };
export const HELD_ADDRESS = '#https://www.bilibili.com/video/BV1xx411c7mD';
