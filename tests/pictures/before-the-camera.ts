import type { Page } from '@playwright/test';
import { setClock, SUNDAY, type SeededBrowser } from '../e2e/chromium/seeded.ts';
import { pretend, type Pretence } from './pretend.ts';
import { PRESENT } from './present.ts';
import { wear } from './taken.ts';

export type Looks = { theme: string; width: number; height: number; pretence?: Pretence };

/** A page that shows nothing yet: what it opens is in that theme and of that size, at the stories' now. */
export async function newPage({ context }: SeededBrowser, looks: Looks): Promise<Page> {
  const { theme, width, height, pretence = PRESENT } = looks;
  const page = await context.newPage();
  await page.setViewportSize({ width, height });
  await wear(page, theme);
  await page.addInitScript(setClock, SUNDAY);
  await page.addInitScript(pretend, pretence);
  return page;
}

/** Says something to the background and resolves with what it answers. */
export async function tell<Reply>(browser: SeededBrowser, message: object): Promise<Reply> {
  const page = await browser.open('manifest.json');
  const reply = await page.evaluate((one) => chrome.runtime.sendMessage<object, Reply>(one), message);
  await page.close();
  return reply;
}

/** The site whose pause the held page shows. */
export const PAUSE = { type: 'hold.set', hold: { site: 'bilibili.com', mode: 'paused' } };
export const HELD_ADDRESS = '#https://www.bilibili.com/video/BV1xx411c7mD';
