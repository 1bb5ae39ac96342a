import { test } from '@playwright/test';
import { SUNDAY, withStory, type SeededBrowser } from '../e2e/chromium/seeded.ts';
import { shapes } from '../seed/shapes.ts';
import { resident, traveller } from '../seed/stories.ts';
import type { Story } from '../seed/story.ts';
import { HELD_ADDRESS, newPage, PAUSE, tell } from './before-the-camera.ts';
import { HERE } from './present.ts';
import { isDrawn, take } from './taken.ts';
import { isWanted, LANGUAGES, pictureFile, states, THEMES, widths } from './wanted.ts';

const OF_THE_TRAVELLER = [
  'overview',
  'sites',
  'sites/youtube.com',
  'days',
  'map',
  'map/instagram.com',
  'live',
  'plan',
  'readings',
  'holds',
  'alerts',
  'advice',
  'wifi',
  'data',
];
const OF_THE_RESIDENT = ['overview', 'sites', 'days', 'map', 'advice'];
const OF_THE_SHAPES = ['short', 'packs', 'daily', 'unlimited', 'open', 'charged', 'expired', 'waiting'];

async function takeSections(browser: SeededBrowser, who: string, sections: readonly string[]) {
  for (const language of LANGUAGES)
    for (const theme of THEMES)
      for (const width of widths([1280, 768, 320])) {
        const page = await newPage(browser, { theme, width, height: 800 });
        for (const section of sections) {
          await page.goto(`${browser.address}dashboard.html?lang=${language}#${section}`);
          await isDrawn(page);
          await take(page, pictureFile('dashboard', who, section, language, theme, width));
        }
        await page.close();
      }
}

const whole: [string, Story, readonly string[]][] = [
  ['traveller', traveller(SUNDAY), OF_THE_TRAVELLER],
  ['resident', resident(SUNDAY), OF_THE_RESIDENT],
  ['nobody', { ...traveller(SUNDAY), plans: [], active: null, days: [], readings: [], alerts: [] }, OF_THE_TRAVELLER],
];

for (const [who, story, sections] of whole)
  test(`dashboard: ${who}`, async () => {
    const wanted = states(sections.map((section) => `${who}-${section}`)).map((one) => one.slice(who.length + 1));
    test.skip(!isWanted('dashboard') || wanted.length === 0);
    await withStory(
      story,
      async (browser) => {
        if (who === 'traveller') {
          await tell(browser, PAUSE);
          await tell(browser, { type: 'hold.set', hold: { site: 'scmp.com', mode: 'lean' } });
          await tell(browser, { type: 'hold.set', hold: { site: 'instagram.com', mode: 'capped', bytesPerDay: 3e8 } });
        }
        await takeSections(browser, who, wanted);
      },
      { env: HERE },
    );
  });

test('dashboard: overviews of all shapes of plans', async () => {
  const wanted = states(OF_THE_SHAPES);
  test.skip(!isWanted('dashboard') || wanted.length === 0);
  await withStory(
    shapes(SUNDAY),
    async (browser) => {
      for (const id of wanted) {
        await tell(browser, { type: 'plan.activate', id });
        await takeSections(browser, id, ['overview']);
      }
    },
    { env: HERE },
  );
});

test('held: a paused site', async () => {
  test.skip(!isWanted('held'));
  await withStory(
    traveller(SUNDAY),
    async (browser) => {
      await tell(browser, PAUSE);
      for (const language of LANGUAGES)
        for (const theme of THEMES)
          for (const width of widths([1280, 768, 320])) {
            const page = await newPage(browser, { theme, width, height: 800 });
            await page.goto(`${browser.address}held.html?lang=${language}${HELD_ADDRESS}`);
            await isDrawn(page);
            await take(page, pictureFile('held', 'paused', language, theme, width));
            await page.close();
          }
    },
    { env: HERE },
  );
});
