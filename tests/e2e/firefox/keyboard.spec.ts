import type { PlanList, PlanStatus } from '../../../src/core/contract.ts';
import { weekPlan } from '../support/week-plan.ts';
import { KEY, type FirefoxTab } from './bidi.ts';
import { expect, extensionUrl, test, type FirefoxBrowser } from './fixture.ts';

/** Whole flows without a mouse, as in Chromium: only Tab, Enter and letters are used. */

async function open({ firefox }: FirefoxBrowser, section: string): Promise<FirefoxTab> {
  const page = await firefox.newTab();
  await page.goto(extensionUrl(`dashboard.html?lang=en#${section}`));
  await page.waitFor(() => document.querySelector('main')?.getAttribute('aria-busy') === 'false');
  return page;
}

/** What a screen reader would say the focused control is called, nearly. */
const focusedName = (page: FirefoxTab): Promise<string> =>
  page.evaluate(() => {
    const one = document.activeElement as HTMLInputElement | null;
    const text = one?.ariaLabel ?? one?.labels?.[0]?.textContent ?? one?.textContent ?? '';
    return text.replace(/\s+/g, ' ').trim();
  });

const tabTo = (page: FirefoxTab, name: RegExp) =>
  page.tabUntil(async () => name.test(await focusedName(page)), String(name));

async function press(page: FirefoxTab, name: RegExp): Promise<void> {
  await tabTo(page, name);
  await page.key(KEY.enter);
}

/** Tabbing into a text field selects what it holds. */
async function type(page: FirefoxTab, name: RegExp, text: string): Promise<void> {
  await tabTo(page, name);
  for (const letter of text) await page.key(letter);
}

/** A form that has opened has the focus on its title. */
const opens = async (page: FirefoxTab, name: RegExp) => {
  await press(page, name);
  await page.waitFor(() => document.activeElement?.tagName === 'H1');
};

const shows = (page: FirefoxTab, text: string) =>
  page.waitFor((part: string) => document.body.innerText.includes(part), [text]);

test('a plan is made, topped up, edited, removed and restored', async ({ browserOf }) => {
  const { send } = browserOf;
  const page = await open(browserOf, 'plan');
  await opens(page, /^So much in all/);
  await type(page, /^Name$/, 'Island week');
  await press(page, /^Save and start$/);
  await shows(page, 'Island week');

  await opens(page, /^Add a top-up$/);
  await type(page, /^Data(?!gauge)/, '2');
  await press(page, /^Add it$/);
  await expect.poll(async () => (await send<PlanStatus>({ type: 'plan.status' })).remaining).toBe(17e9);

  await opens(page, /^Edit Island week$/);
  await type(page, /^Name$/, 'Two islands');
  await press(page, /^Save$/);
  await shows(page, 'Two islands');

  await press(page, /^Remove Two islands$/);
  await shows(page, 'Two islands is removed; what it counted stays.');
  expect((await send<PlanList>({ type: 'plan.list' })).plans).toEqual([]);
  await press(page, /^Undo$/);
  await expect
    .poll(async () => (await send<PlanList>({ type: 'plan.list' })).plans)
    .toMatchObject([{ name: 'Two islands' }]);
});

test('a reading is typed and applied', async ({ browserOf }) => {
  await browserOf.send({ type: 'plan.save', plan: weekPlan({ hoursAgo: 5 }) });
  await browserOf.send({ type: 'plan.activate', id: 'week' });
  const page = await open(browserOf, 'readings');
  await type(page, /^Message from the carrier/, 'You have used 2.5 GB of 7 GB');
  await press(page, /^Read it$/);
  await shows(page, 'This is what it says');
  await press(page, /^Apply it$/);
  await expect.poll(async () => (await browserOf.send<PlanStatus>({ type: 'plan.status' })).used).toBe(2.5e9);
});
