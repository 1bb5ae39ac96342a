import { test, type Page } from '@playwright/test';
import { setClock, SUNDAY, withStory, type SeededBrowser } from '../e2e/chromium/seeded.ts';
import { shapes } from '../seed/shapes.ts';
import { traveller } from '../seed/stories.ts';
import { newPage, PAUSE, tell } from './before-the-camera.ts';
import type { Pretence } from './pretend.ts';
import { HERE, PRESENT } from './present.ts';
import { isDrawn, take } from './taken.ts';
import type { POPUP_STATES } from './views.ts';
import { isWanted, LANGUAGES, pictureFile, states, THEMES, widths } from './wanted.ts';

type State = {
  /** The plan to be on. */
  plan?: string;
  pretence?: Pretence;
  after?: (page: Page) => Promise<unknown>;
};

const SCREEN = { scale: 2, env: HERE };

const openList = (page: Page) => page.locator('.plan').click();
const pick = (nth: number) => async (page: Page) => {
  await openList(page);
  await page.getByRole('option').nth(nth).click();
};

const OF_THE_TRAVELLER: Record<(typeof POPUP_STATES)[number], State> = {
  normal: {},
  plans: { after: openList },
  choose: { after: pick(3) },
  'top-up': { after: pick(4) },
  form: {
    after: async (page) => {
      await pick(3)(page);
      await page.locator('.choices button').first().click();
      await page.locator('form').waitFor();
    },
  },
  'no-access': { pretence: { ...PRESENT, trouble: 'no-access' } },
  'not-saving': { pretence: { ...PRESENT, trouble: 'not-saving' } },
  loading: { pretence: { silent: true } },
};
const OF_THE_SHAPES: Record<string, State> = Object.fromEntries(
  shapes(SUNDAY).plans.map(({ id }) => [id, { plan: id } satisfies State]),
);

async function takeAll(browser: SeededBrowser, all: Record<string, State>): Promise<void> {
  for (const name of states(Object.keys(all))) {
    const { plan, pretence = PRESENT, after } = all[name]!;
    if (plan !== undefined) await tell(browser, { type: 'plan.activate', id: plan });
    for (const language of LANGUAGES)
      for (const theme of THEMES)
        for (const width of widths('popup')) {
          const page = await newPage(browser, { theme, width, height: 560, pretence });
          await page.goto(`${browser.address}popup.html?lang=${language}`);
          if (pretence.silent) await page.locator('.ghost').first().waitFor();
          else await isDrawn(page);
          await after?.(page);
          await take(page, pictureFile('popup', name, language, theme, width));
          await page.close();
        }
  }
}

test('popup: a traveller', async () => {
  test.skip(!isWanted('popup') || states(Object.keys(OF_THE_TRAVELLER)).length === 0);
  await withStory(
    traveller(SUNDAY),
    async (browser) => {
      await tell(browser, PAUSE);
      await takeAll(browser, OF_THE_TRAVELLER);
    },
    SCREEN,
  );
});

test('popup: all shapes of plans', async () => {
  test.skip(!isWanted('popup') || states(Object.keys(OF_THE_SHAPES)).length === 0);
  await withStory(shapes(SUNDAY), (browser) => takeAll(browser, OF_THE_SHAPES), SCREEN);
});

test('popup: on Wi-Fi', async () => {
  test.skip(!isWanted('popup') || states(['unmetered']).length === 0);
  const since = SUNDAY - 80 * 60_000;
  const story = traveller(SUNDAY);
  const MB = 1e6;
  story.days.push({
    ...story.days.at(-1)!,
    owner: 'unmetered',
    hours: Array.from({ length: 24 }, (_, hour) => (hour === 13 ? 1 : 0)),
    bytes: [
      [0, 248 * MB],
      [4, 61 * MB],
      [3, 44 * MB],
      [7, 22 * MB],
      [8, 9 * MB],
      [6, 8 * MB],
      [5, 6 * MB],
    ],
  });
  await withStory(
    story,
    async (browser) => {
      await browser.worker.evaluate(setClock, since);
      await tell(browser, { type: 'metering.set', metered: false });
      await browser.worker.evaluate(setClock, SUNDAY);
      await takeAll(browser, { unmetered: {} });
    },
    SCREEN,
  );
});

test('popup: the first run', async () => {
  test.skip(!isWanted('popup') || states(['first']).length === 0);
  const story = traveller(SUNDAY);
  const today = {
    ...story.days.at(-1)!,
    owner: 'none',
    bytes: [
      [3, 6e6],
      [7, 11e6],
      [8, 21e6],
    ] as [number, number][],
  };
  const fresh = { ...story, plans: [], active: null, countingSince: SUNDAY - 1_080_000, readings: [], alerts: [] };
  await withStory({ ...fresh, days: [today] }, (browser) => takeAll(browser, { first: {} }), SCREEN);
});
