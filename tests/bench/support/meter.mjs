/**
 * @typedef {object} Count as `report` gives it: wire bytes, and the 90 % interval of down + up
 * @property {number} down
 * @property {number} up
 * @property {number} low
 * @property {number} high
 * @property {number} measured
 * @property {number} requests
 *
 * @typedef {{ total: Count, sites: Map<string, Count>, hosts: Map<string, Count>, bodies: Map<string, { down: number, up: number }> }} Reading
 *   `hosts` under 'site host'; `bodies`: what of a site's count is payload as encoded
 */

const DAY_MS = 86_400_000;

/**
 * Asks the extension what it has counted, from a page of its own that no site ever sees.
 *
 * @param {import('./tab.mjs').Browser} browser
 * @param {number} timeoutMs how long the extension may take until it answers for the first time
 * @returns {Promise<{ read: () => Promise<Reading> } | { missing: string }>} `missing`: why there is no meter
 */
export async function createMeter(browser, timeoutMs = 30_000) {
  if (!browser.extensionUrl) return { missing: 'no extension' };
  const page = browser.extensionUrl('popup.html');
  const tab = await browser.newTab();

  const ask = (/** @type {string} */ from, /** @type {string} */ to) =>
    tab.evaluate(
      async (/** @type {string} */ from, /** @type {string} */ to) => {
        const api = /** @type {any} */ (globalThis).browser ?? /** @type {any} */ (globalThis).chrome;
        try {
          return await api.runtime.sendMessage({ type: 'report', from, to });
        } catch (error) {
          return { error: String(error) };
        }
      },
      from,
      to,
    );

  async function read() {
    const now = Date.now();
    const reply = await ask(new Date(now - DAY_MS).toISOString(), new Date(now + DAY_MS).toISOString());
    if (!reply?.total) throw new Error(reply?.error ?? `no report: ${JSON.stringify(reply)}`);
    const sites = new Map();
    const hosts = new Map();
    for (const site of reply.sites) {
      sites.set(site.site, site);
      for (const host of site.hosts) hosts.set(`${site.site} ${host.host}`, host);
    }
    const bodies = new Map(Object.entries(await tab.evaluate(() => /** @type {any} */ (globalThis).bodies)));
    return { total: reply.total, sites, hosts, bodies };
  }

  const end = performance.now() + timeoutMs;
  for (;;) {
    try {
      await tab.goto(page);
      await tab.evaluate(watchBodies);
      await read();
      return { read };
    } catch (error) {
      if (performance.now() > end) return { missing: `the extension does not answer: ${String(error).split('\n')[0]}` };
      await new Promise((next) => setTimeout(next, 200));
    }
  }
}

/** Runs in a page of the extension: sums by site what the live feed tells of bodies. A worker that stops is asked again. */
function watchBodies() {
  const page = /** @type {any} */ (globalThis);
  const api = page.browser ?? page.chrome;
  page.bodies = {};
  const watch = () => {
    const port = api.runtime.connect({ name: 'live' });
    port.onMessage.addListener((/** @type {{ site: string, body: { down: number, up: number } }[]} */ flows) => {
      for (const { site, body } of flows) {
        const sum = (page.bodies[site] ??= { down: 0, up: 0 });
        sum.down += body.down;
        sum.up += body.up;
      }
    });
    port.onDisconnect.addListener(watch);
  };
  watch();
}
