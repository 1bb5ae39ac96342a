/**
 * What may go wrong in the middle of a round.
 *
 * `before`: what is wrong already as the traffic begins; it returns what sets it right.
 * `run` does the harm and returns what sets that right. `loses`: what came in the last second before may be gone, and what came until
 * it was set right. `restarts`: the browser is gone, and starts anew in that zone. `turnsClock`: what a page tells of a response
 * that ended by another clock finds nothing to correct, so that of the few at that very moment a guess stays, in its interval.
 *
 * @typedef {Awaited<ReturnType<typeof import('./browser.mjs').startBrowser>>} Browser
 * @typedef {ReturnType<typeof import('./disk.mjs').createDisk>} Disk
 * @typedef {{ browser: Browser; page: import('@playwright/test').Page; disk: Disk }} Scene
 * @typedef {{ name: string; loses?: true; restarts?: true | string; turnsClock?: true; before?: (scene: Scene) => Promise<() => Promise<void>>; run: (scene: Scene) => Promise<() => Promise<void>> }} Fault
 */

const nothing = async () => {};
const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));
const DAY = 86_400_000;

/** The background's clock, until it is set right; one that has stopped meanwhile starts with the right one. @param {Browser} browser @param {number} ahead ms */
const turn = (browser, ahead) =>
  browser.worker().evaluate((by) => void (Reflect.get(globalThis, 'clock').ahead = by), ahead);

/** @param {() => number} ahead ms @returns {Fault['run']} */
const jump =
  (ahead) =>
  async ({ browser }) => {
    await turn(browser, ahead());
    return () => turn(browser, 0);
  };

/** Extension pages and the worker share a process, and a zone is a process's. @param {Browser} browser @param {string} timezoneId */
const move = ({ cdp }, timezoneId) => cdp.send('Emulation.setTimezoneOverride', { timezoneId });

/** The next last Sunday of a month, 1 a.m. UTC: when Europe's clocks change. @param {number} month 0 to 11 */
const clockChange = (month) => {
  const year = new Date().getUTCFullYear() + 1;
  const last = new Date(Date.UTC(year, month + 1, 0, 1));
  return last.getTime() - last.getUTCDay() * DAY;
};

/** @param {number} month @returns {Fault['run']} */
const night = (month) => async (scene) => {
  await move(scene.browser, 'Europe/London');
  // The change comes in the middle of what is still to come of the round.
  const mend = await jump(() => clockChange(month) - Date.now() - 700)(scene);
  return async () => {
    await mend();
    await move(scene.browser, '');
  };
};

/** @type {Fault['run']} */
const fillQuota = async ({ browser: { cdp, origin } }) => {
  await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  return async () => void (await cdp.send('Storage.overrideQuotaForOrigin', { origin }));
};

/** The disk itself where it is our own. @type {Fault['run']} */
const fillDisk = async (scene) => {
  const { fill, empty } = scene.disk;
  if (!fill || !empty) return fillQuota(scene);
  fill();
  return async () => empty();
};

/** @type {Fault['run']} */
const stopWorker = async ({ browser: { cdp } }) => {
  await cdp.send('ServiceWorker.enable');
  await cdp.send('ServiceWorker.stopAllWorkers');
  return nothing;
};

/** @type {Fault[]} */
export const FAULTS = [
  { name: 'worker stopped', loses: true, run: stopWorker },
  { name: 'SIGKILL', restarts: true, loses: true, run: async ({ browser }) => (await browser.kill(), nothing) },
  { name: 'quota full', run: fillQuota },
  {
    name: 'tab frozen',
    run: async ({ browser: { context }, page }) => {
      const cdp = await context.newCDPSession(page);
      await cdp.send('Page.setWebLifecycleState', { state: 'frozen' });
      return async () => void (await cdp.send('Page.setWebLifecycleState', { state: 'active' }));
    },
  },
  { name: 'clock back a day', turnsClock: true, run: jump(() => -DAY) },
  { name: 'clock on a month', turnsClock: true, run: jump(() => 30 * DAY) },
  {
    name: 'zone changed in flight',
    run: async ({ browser }) => {
      await move(browser, 'Pacific/Auckland');
      return () => move(browser, '').then(() => {});
    },
  },
  { name: 'night clocks go back', turnsClock: true, run: night(9) },
  { name: 'night clocks go on', turnsClock: true, run: night(2) },
  {
    name: 'quit, another zone',
    restarts: 'America/St_Johns',
    loses: true,
    run: async ({ browser }) => (await browser.close(), nothing),
  },
  { name: 'disk full', run: fillDisk },
  {
    name: 'disk full, SIGKILL',
    restarts: true,
    loses: true,
    run: async (scene) => {
      const mend = await fillDisk(scene);
      await pause(800);
      await scene.browser.kill();
      // A quota is forgotten with the browser that was told of it.
      return scene.disk.empty ? mend : nothing;
    },
  },
  { name: 'disk full, worker stopped', loses: true, before: fillDisk, run: stopWorker },
];
