/**
 * What may go wrong in the middle of a round. Each gets the browser and the page whose traffic is counted; `kills` says that
 * the browser has to be started anew, `loses` that what came in the last second may be gone.
 *
 * @typedef {Awaited<ReturnType<typeof import('./browser.mjs').startBrowser>>} Browser
 * @typedef {{ name: string; kills?: true; loses?: true; run: (browser: Browser, page: import('@playwright/test').Page) => Promise<() => Promise<void>> }} Fault
 */

const nothing = async () => {};
const DAY = 86_400_000;

/** @param {number} ms @returns {Fault['run']} */
const jump = (ms) => async (browser) => {
  const turn = (/** @type {number} */ by) =>
    browser.worker().evaluate((ahead) => {
      const Real = Date;
      globalThis.Date = new Proxy(Real, {
        construct: (target, args) =>
          args.length === 0 ? new target(target.now() + ahead) : Reflect.construct(target, args),
        get: (target, key) => (key === 'now' ? () => target.now() + ahead : Reflect.get(target, key)),
      });
    }, by);
  await turn(ms);
  return () => turn(-ms);
};

/** @type {Fault[]} */
export const FAULTS = [
  {
    name: 'worker stopped',
    loses: true,
    run: async ({ cdp }) => {
      await cdp.send('ServiceWorker.enable');
      await cdp.send('ServiceWorker.stopAllWorkers');
      return nothing;
    },
  },
  { name: 'browser SIGKILLed', kills: true, loses: true, run: async (browser) => (await browser.kill(), nothing) },
  {
    name: 'quota full',
    run: async ({ cdp, origin }) => {
      await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
      return async () => void (await cdp.send('Storage.overrideQuotaForOrigin', { origin }));
    },
  },
  {
    name: 'tab frozen',
    run: async ({ context }, page) => {
      const cdp = await context.newCDPSession(page);
      await cdp.send('Page.setWebLifecycleState', { state: 'frozen' });
      return async () => void (await cdp.send('Page.setWebLifecycleState', { state: 'active' }));
    },
  },
  { name: 'clock back a day', run: jump(-DAY) },
  { name: 'clock on a month', run: jump(30 * DAY) },
];
