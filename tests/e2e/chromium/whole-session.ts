import type { Page } from '@playwright/test';
import type { StreamServer } from '../holds/stream-server.ts';
import type { TestServer } from '../support/server.ts';
import { runWholeSession, type Driver, type Tab } from '../support/whole-session.ts';
import { expect, type Browser } from './fixture.ts';
import { goto, held } from './hold-fixture.ts';
import { saveInto } from './save-into.ts';

const tabOf = (page: Page): Tab => ({ evaluate: (run, arg) => page.evaluate(run as never, arg) as never });

const driverOf = (browser: Browser): Driver => ({
  open: async (address) => {
    const page = await browser.context.newPage();
    await page.goto(address);
    return tabOf(page);
  },
  openHeld: async (address) => {
    const page = await browser.context.newPage();
    await goto(page, address);
    expect(page.url()).toBe(held(browser, address));
    await page.getByRole('button', { name: 'Open this once' }).click();
    await expect(page).toHaveURL(address);
  },
  openPrivately: (address) =>
    browser.panel.evaluate((url) => chrome.windows.create({ url, incognito: true }).then(() => {}), address),
  send: browser.send,
});

/**
 * Runs `runWholeSession`, then opens every view of the extension and turns on automatic export.
 *
 * @param downloads where files are saved
 * @returns origins that pages requested, and complaints of the extension's pages
 */
export async function useEveryFeature(
  browser: Browser,
  server: TestServer,
  streams: StreamServer,
  downloads: string,
): Promise<{ origins: string[]; complaints: string[] }> {
  await saveInto(browser, downloads);
  const origins = await runWholeSession(driverOf(browser), server, streams);
  const view = await browser.context.newPage();
  const complaints = complaintsOf(view);
  const painted = () => view.evaluate(() => performance.getEntriesByName('datagauge:painted').length);
  const home = `chrome-extension://${browser.extensionId}`;
  await view.goto(`${home}/popup.html`);
  await expect.poll(painted).toBe(1);
  await view.goto(`${home}/dashboard.html`);
  await expect.poll(painted).toBe(1);
  const views = await view.locator('nav a').evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
  expect(views).toContain('#sites');
  for (const hash of [...views, '#sites/news.test', '#map/news.test', '#first']) {
    await view.goto(`${home}/dashboard.html${hash}`);
    await expect(view.locator('main')).not.toHaveAttribute('aria-busy', 'true');
    await expect(view.locator('main')).not.toBeEmpty();
  }
  await view.goto(`${home}/dashboard.html?lang=en#data`);
  await view.getByRole('switch', { name: 'Save files automatically' }).click();
  await expect(view.getByText(/^Saved \d\d:\d\d: datagauge-/)).toBeVisible();
  await view.close();
  return { origins, complaints };
}

/** Collects an extension page's console errors and warnings, and its exceptions. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}
