import { waitUntil } from './wait-until.mjs';

/**
 * Opens one of the extension's pages and sends messages to the extension from there.
 *
 * @param {import('../browser/driven-browser.mjs').DrivenBrowser} browser
 */
export async function connectExtension(browser) {
  const page = await browser.open(browser.extensionUrl('popup.html'));
  /** @param {object} message @returns {Promise<any>} its reply */
  const send = (message) =>
    page.evaluate((sent) => (globalThis.browser ?? globalThis.chrome).runtime.sendMessage(sent), message);
  // The first reply proves that the worker runs and its listeners are registered: nothing is missed from here on.
  await waitUntil('the extension answers', async () => 'total' in (await send({ type: 'report' })));
  return { page, send };
}
