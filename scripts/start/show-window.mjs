/**
 * Opens the demo, or the given addresses, in a window and waits until it is closed.
 *
 * @param {import('../browser/driven-browser.mjs').DrivenBrowser} browser
 * @param {import('../demo/server.mjs').Demo} demo
 * @param {string[]} urls
 * @returns {Promise<number>} the exit code
 */
export async function showWindow(browser, demo, urls) {
  for (const url of urls.length > 0 ? urls : [demo.address('market')]) await browser.open(url);
  console.log(`${browser.version} is open, with the extension, a profile that will be thrown away, and the demo:`);
  console.log(`  ${demo.address('market')}`);
  console.log('The meter is behind its icon in the toolbar. Close the window, or press Ctrl-C here, to end it all.');
  await browser.ended;
  return 0;
}
