import { test, type Page } from '@playwright/test';
import { setClock, SUNDAY, withStory, type SeededBrowser } from '../e2e/chromium/seeded.ts';
import { shapes } from '../seed/shapes.ts';
import { traveller } from '../seed/stories.ts';
import { newPage, PAUSE, sendMessage } from './new-page.ts';
import type { Simulation } from './simulate.ts';
import { HERE, PRESENT } from './present.ts';
import { untilDrawn } from '../e2e/support/until-drawn.ts';
import { capture } from './capture.ts';
import type { POPUP_STATES } from './views.ts';
import { isWanted, LANGUAGES, pictureFile, states, THEMES, widths } from './wanted.ts';

type State = {
  /** The plan to activate. */
  plan?: string;
  simulation?: Simulation;
  after?: (page: Page) => Promise<unknown>;
};

const SCREEN = { scale: 2, env: HERE };

const openList = (page: Page) => page.locator('.plan').click();
const pick = (nth: number) => async (page: Page) => {
  await openList(page);
  await page.getByRole('menu').locator('li').nth(nth).click();
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
  'no-access': { simulation: { ...PRESENT, trouble: 'no-access' } },
  'not-saving': { simulation: { ...PRESENT, trouble: 'not-saving' } },
  loading: { simulation: { silent: true } },
};
const OF_THE_SHAPES: Record<string, State> = Object.fromEntries(
  shapes(SUNDAY).plans.map(({ id }) => [id, { plan: id } satisfies State]),
);

async function captureAll(browser: SeededBrowser, all: Record<string, State>): Promise<void> {
  for (const name of states(Object.keys(all))) {
    const { plan, simulation = PRESENT, after } = all[name]!;
    if (plan !== undefined) await sendMessage(browser, { type: 'plan.activate', id: plan });
    for (const language of LANGUAGES)
      for (const theme of THEMES)
        for (const width of widths('popup')) {
          const page = await newPage(browser, { theme, width, height: 560, simulation });
          await page.goto(`${browser.address}popup.html?lang=${language}`);
          if (simulation.silent) await page.locator('.ghost').first().waitFor();
          else await untilDrawn(page);
          await after?.(page);
          await capture(page, pictureFile('popup', name, language, theme, width));
          await page.close();
        }
  }
}

test('popup: a traveller', async () => {
  test.skip(!isWanted('popup') || states(Object.keys(OF_THE_TRAVELLER)).length === 0);
  await withStory(
    traveller(SUNDAY),
    async (browser) => {
      await sendMessage(browser, PAUSE);
      await captureAll(browser, OF_THE_TRAVELLER);
    },
    SCREEN,
  );
});

test('popup: all shapes of plans', async () => {
  test.skip(!isWanted('popup') || states(Object.keys(OF_THE_SHAPES)).length === 0);
  await withStory(shapes(SUNDAY), (browser) => captureAll(browser, OF_THE_SHAPES), SCREEN);
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
      await sendMessage(browser, { type: 'metering.set', metered: false });
      await browser.worker.evaluate(setClock, SUNDAY);
      await captureAll(browser, { unmetered: {} });
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
  await withStory({ ...fresh, days: [today] }, (browser) => captureAll(browser, { first: {} }), SCREEN);
});
