/**
 * Faults to inject in the middle of a round.
 *
 * `before` injects a fault before the traffic begins, and returns a function that repairs it. `run` injects one during
 * the traffic, and returns a function that repairs it. `loses`: what came in the last second before it, and until it
 * was repaired, may be lost. `restarts`: the browser is killed, and started again in that time zone. `turnsClock`: a
 * page's report about a response that ended by another clock matches nothing, so a few responses at that very moment
 * keep their guess, within its interval.
 *
 * @typedef {Awaited<ReturnType<typeof import('./browser.mjs').startBrowser>>} Browser
 * @typedef {ReturnType<typeof import('./disk.mjs').createDisk>} Disk
 * @typedef {{ browser: Browser; page: import('@playwright/test').Page; disk: Disk }} Scene
 * @typedef {{ name: string; loses?: true; restarts?: true | string; turnsClock?: true; before?: (scene: Scene) =>
 * Promise<() => Promise<void>>; run: (scene: Scene) => Promise<() => Promise<void>> }} Fault
 */

const nothing = async () => {};
const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));
const DAY = 86_400_000;

/**
 * Sets the background's clock ahead. A worker started meanwhile has the right clock.
 *
 * @param {Browser} browser @param {number} ahead ms
 */
const setClockAhead = (browser, ahead) =>
  browser.worker().evaluate((by) => void (Reflect.get(globalThis, 'clock').ahead = by), ahead);

/** @param {() => number} ahead ms @returns {Fault['run']} */
const clockJump =
  (ahead) =>
  async ({ browser }) => {
    await setClockAhead(browser, ahead());
    return () => setClockAhead(browser, 0);
  };

/**
 * Extension pages and the worker share a process, and a time zone applies to a process.
 *
 * @param {Browser} browser @param {string} timezoneId
 */
const setTimeZone = ({ cdp }, timezoneId) => cdp.send('Emulation.setTimezoneOverride', { timezoneId });

/** The last Sunday of a month next year, at 1:00 UTC, when Europe's clocks change. @param {number} month 0 to 11 */
const clockChange = (month) => {
  const year = new Date().getUTCFullYear() + 1;
  const last = new Date(Date.UTC(year, month + 1, 0, 1));
  return last.getTime() - last.getUTCDay() * DAY;
};

/** @param {number} month @returns {Fault['run']} */
const clockChangeNight = (month) => async (scene) => {
  await setTimeZone(scene.browser, 'Europe/London');
  // The clocks change in the middle of the rest of the round.
  const repair = await clockJump(() => clockChange(month) - Date.now() - 700)(scene);
  return async () => {
    await repair();
    await setTimeZone(scene.browser, '');
  };
};

/** @type {Fault['run']} */
const fillQuota = async ({ browser: { cdp, origin } }) => {
  await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  return async () => void (await cdp.send('Storage.overrideQuotaForOrigin', { origin }));
};

/** Fills the disk itself where it is ours, else the quota. @type {Fault['run']} */
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
  { name: 'clock back a day', turnsClock: true, run: clockJump(() => -DAY) },
  { name: 'clock on a month', turnsClock: true, run: clockJump(() => 30 * DAY) },
  {
    name: 'zone changed in flight',
    run: async ({ browser }) => {
      await setTimeZone(browser, 'Pacific/Auckland');
      return () => setTimeZone(browser, '').then(() => {});
    },
  },
  { name: 'night clocks go back', turnsClock: true, run: clockChangeNight(9) },
  { name: 'night clocks go on', turnsClock: true, run: clockChangeNight(2) },
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
      const repair = await fillDisk(scene);
      await pause(800);
      await scene.browser.kill();
      // A quota override ends with the browser.
      return scene.disk.empty ? repair : nothing;
    },
  },
  { name: 'disk full, worker stopped', loses: true, before: fillDisk, run: stopWorker },
];
