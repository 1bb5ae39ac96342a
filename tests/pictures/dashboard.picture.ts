import { expect, test, type Page } from '@playwright/test';
import { SUNDAY, withStory, type SeededBrowser } from '../e2e/chromium/seeded.ts';
import { zoomTo200 } from '../e2e/chromium/zoom-to-200.ts';
import { SILENT_AFTER_MS } from '../../src/ui/page/silent-after-ms.ts';
import { shapes } from '../seed/shapes.ts';
import { resident, traveller } from '../seed/stories.ts';
import type { Story } from '../seed/story.ts';
import { HELD_ADDRESS, newPage, PAUSE, sendMessage } from './new-page.ts';
import type { Simulation } from './simulate.ts';
import { HERE, PRESENT } from './present.ts';
import { untilDrawn } from '../e2e/support/until-drawn.ts';
import { capture, captureZoomed } from './capture.ts';
import { DASHBOARDS, SHAPES } from './views.ts';
import { isWanted, LANGUAGES, pictureFile, states, THEMES, widths } from './wanted.ts';

type Who = keyof typeof DASHBOARDS;

/** What to simulate, and how to wait until its result is on the screen. */
const SIMULATIONS: Partial<Record<Who, { simulation: Simulation; isThere?: (page: Page) => Promise<unknown> }>> = {
  offline: { simulation: { ...PRESENT, offline: true } },
  refused: { simulation: { ...PRESENT, replies: 'refused' }, isThere: untilDrawn },
  loading: {
    simulation: { ...PRESENT, replies: 'none' },
    isThere: (page) => expect(page.locator('main :is(h1, h2, .ghost)').first()).toBeVisible(),
  },
  silent: {
    simulation: { silent: true },
    isThere: (page) => expect(page.getByRole('alert')).toBeVisible({ timeout: 3 * SILENT_AFTER_MS }),
  },
};

async function captureSections(browser: SeededBrowser, who: string, sections: readonly string[]) {
  const { simulation = PRESENT, isThere = untilDrawn } = SIMULATIONS[who as Who] ?? {};
  for (const language of LANGUAGES)
    for (const theme of THEMES)
      for (const width of widths('dashboard')) {
        const size = who === 'zoomed' ? Math.max(width, 640) : width;
        const page = await newPage(browser, { theme, width: size, height: 800, simulation });
        for (const section of sections) {
          // A simulation applies to one document.
          await page.goto('about:blank');
          await page.goto(`${browser.address}dashboard.html?lang=${language}#${section}`);
          if (who === 'zoomed') await zoomTo200(page, size);
          await isThere(page);
          await (who === 'zoomed' ? captureZoomed : capture)(
            page,
            pictureFile('dashboard', who, section, language, theme, width),
          );
        }
        await page.close();
      }
}

const STORIES: Partial<Record<Who, Story>> = {
  resident: resident(SUNDAY),
  nobody: { ...traveller(SUNDAY), plans: [], active: null, days: [], readings: [], alerts: [] },
};

for (const [who, sections] of Object.entries(DASHBOARDS))
  test(`dashboard: ${who}`, async () => {
    const wanted = states(sections.map((section) => `${who}-${section}`)).map((one) => one.slice(who.length + 1));
    test.skip(!isWanted('dashboard') || wanted.length === 0);
    await withStory(
      STORIES[who as Who] ?? traveller(SUNDAY),
      async (browser) => {
        if (who === 'traveller') {
          await sendMessage(browser, PAUSE);
          await sendMessage(browser, { type: 'hold.set', hold: { site: 'scmp.com', mode: 'lean' } });
          await sendMessage(browser, {
            type: 'hold.set',
            hold: { site: 'instagram.com', mode: 'capped', bytesPerDay: 3e8 },
          });
        }
        await captureSections(browser, who, wanted);
      },
      { env: HERE },
    );
  });

test('dashboard: overviews of all shapes of plans', async () => {
  const wanted = states(SHAPES);
  test.skip(!isWanted('dashboard') || wanted.length === 0);
  await withStory(
    shapes(SUNDAY),
    async (browser) => {
      for (const id of wanted) {
        await sendMessage(browser, { type: 'plan.activate', id });
        await captureSections(browser, id, ['overview']);
      }
    },
    { env: HERE },
  );
});

test('held: a paused site', async () => {
  test.skip(!isWanted('held') || states(['paused']).length === 0);
  await withStory(
    traveller(SUNDAY),
    async (browser) => {
      await sendMessage(browser, PAUSE);
      for (const language of LANGUAGES)
        for (const theme of THEMES)
          for (const width of widths('held')) {
            const page = await newPage(browser, { theme, width, height: 800 });
            await page.goto(`${browser.address}held.html?lang=${language}${HELD_ADDRESS}`);
            await untilDrawn(page);
            await capture(page, pictureFile('held', 'paused', language, theme, width));
            await page.close();
          }
    },
    { env: HERE },
  );
});
