import { setTimeout as pause } from 'node:timers/promises';
import { waitUntil } from './wait-until.mjs';

const LOOK_EVERY_MS = 250;
/**
 * Unchanged checks in a row before a page counts as finished: late scripts mostly follow each other faster than this.
 */
const QUIET_LOOKS = 8;
/** A page that polls for ever never finishes; its cost so far is reported then. */
const LIMIT_MS = 60_000;

/**
 * Opens a page and waits until it is complete, fetches nothing more, and the meter's figure is stable; then closes it
 * and waits for the figure to settle once more, for closing ends what was still open.
 *
 * @param {import('../browser/driven-browser.mjs').DrivenBrowser} browser
 * @param {(message: object) => Promise<any>} send to the extension
 * @param {string} url
 * @param {boolean} tellsEnd the page marks itself when it is finished, as the demo's pages do
 * @throws {Error} where it marks that it failed
 */
export async function visit(browser, send, url, tellsEnd) {
  const page = await browser.open(url);
  if (tellsEnd) {
    const outcome = () => page.evaluate(() => document.documentElement.dataset.visit);
    await waitUntil(`${url} has done its round`, outcome, LIMIT_MS);
    const told = await outcome();
    if (told !== 'done') throw new Error(`${url} ${told}`);
  }
  const fetched = () =>
    page.evaluate(() =>
      [location.href, document.readyState, performance.getEntriesByType('resource').length].join(' '),
    );
  const counted = async () => {
    const { total } = await send({ type: 'report' });
    return [total.requests, total.down, total.up].join(' ');
  };
  await standsStill(async () => `${await fetched()} ${await counted()}`);
  await page.close();
  await standsStill(counted);
}

/** @param {() => Promise<string>} look */
async function standsStill(look) {
  const end = performance.now() + LIMIT_MS;
  let last = '';
  for (let quiet = 0; quiet < QUIET_LOOKS && performance.now() < end; await pause(LOOK_EVERY_MS)) {
    const seen = await look().catch(() => ''); // a navigation under way
    quiet = seen !== '' && seen === last ? quiet + 1 : 0;
    last = seen;
  }
}
