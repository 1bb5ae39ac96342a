import { test, type Page } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import type { Plan } from '../../src/core/contract.ts';
import { SUNDAY, withStory, type SeededBrowser } from '../e2e/chromium/seeded.ts';
import { shapes } from '../seed/shapes.ts';
import { traveller } from '../seed/stories.ts';
import type { Story } from '../seed/story.ts';
import { HELD_ADDRESS, newPage, PAUSE, sendMessage } from './new-page.ts';
import { HERE } from './present.ts';
import { untilDrawn } from '../e2e/support/until-drawn.ts';
import { capture } from './capture.ts';
import { isWanted, LANGUAGES, pictureFile } from './wanted.ts';

/** The size of screenshots that the stores accept. */
const SIZE = { width: 1280, height: 800 };
const NAMES: Record<string, string> = { en: 'Hong Kong 7-day', 'zh-CN': '香港7天卡', 'zh-HK': '香港7日卡' };

/** The zoom at which the whole overview fits, which is higher than that; as if set by the browser's zoom. */
const FITTING_ZOOM = 0.84;

async function open(browser: SeededBrowser, address: string, theme: string, size = SIZE, zoom = 1): Promise<Page> {
  const page = await newPage(browser, { theme, ...size });
  await page.goto(browser.address + address);
  await page.evaluate((factor) => (document.documentElement.style.zoom = String(factor)), zoom);
  await untilDrawn(page);
  return page;
}

/** Writes a picture of popups side by side on a plain background. */
async function captureSideBySide(browser: SeededBrowser, popups: Buffer[], file: string): Promise<void> {
  const page = await browser.context.newPage();
  await page.setViewportSize(SIZE);
  const images = popups.map((png) => `<img src="data:image/png;base64,${png.toString('base64')}" width="360">`);
  await page.setContent(`<style>
    body { display: flex; justify-content: center; align-items: center; gap: 56px; height: 100vh; margin: 0; background: #d6dedb }
    img { display: block; outline: 1px solid #0003 }
  </style>${images.join('')}`);
  await capture(page, file, { fullPage: false, scale: 'css' });
  await page.close();
}

async function popupOf(browser: SeededBrowser, language: string, theme: string, plan: string): Promise<Buffer> {
  const { plans } = await sendMessage<{ plans: Plan[] }>(browser, { type: 'plan.list' });
  const known = plans.find(({ id }) => id === plan);
  await sendMessage(browser, { type: 'plan.save', plan: { ...known, name: NAMES[language] } });
  await sendMessage(browser, { type: 'plan.activate', id: plan });
  const page = await open(browser, `popup.html?lang=${language}`, theme, { width: 360, height: 560 });
  const png = await page.screenshot({ animations: 'disabled' });
  await page.close();
  return png;
}

const inBrowser = (story: Story, use: (browser: SeededBrowser) => Promise<void>) =>
  withStory(story, use, { scale: 2, env: HERE });

test('for the stores: three popups, the dashboard, a held page', async () => {
  test.skip(!isWanted('store'));
  const popups = new Map<string, Buffer[]>();
  await inBrowser(shapes(SUNDAY), async (browser) => {
    for (const language of LANGUAGES)
      popups.set(language, [
        await popupOf(browser, language, 'light', 'out'),
        await popupOf(browser, language, 'dark', 'short'),
      ]);
  });
  await inBrowser(traveller(SUNDAY), async (browser) => {
    await sendMessage(browser, PAUSE);
    for (const language of LANGUAGES) {
      const calm = await popupOf(browser, language, 'light', 'hk7');
      await captureSideBySide(browser, [calm, ...popups.get(language)!], pictureFile('store', language, '1-popup'));
      // The popup in the README, `docs/popup.png`.
      if (language === 'en') writeFileSync(pictureFile('store', 'readme'), calm);
      const views = [
        ['2-overview', 'dashboard.html', '', 'light', FITTING_ZOOM],
        ['3-sites', 'dashboard.html', '#sites/youtube.com', 'dark', 1],
        ['4-held', 'held.html', HELD_ADDRESS, 'light', 1],
      ] as const;
      for (const [name, file, hash, theme, zoom] of views) {
        const page = await open(browser, `${file}?lang=${language}${hash}`, theme, SIZE, zoom);
        await capture(page, pictureFile('store', language, name), { fullPage: false, scale: 'css' });
        await page.close();
      }
    }
  });
});
