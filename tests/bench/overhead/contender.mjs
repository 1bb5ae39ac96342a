import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { startChromium } from '../support/chromium.mjs';
import { until } from '../support/server.mjs';
import { CATEGORIES, partsOf } from './cpu-parts.mjs';
import { cpuMs, findProcesses } from './cpu-time.mjs';

/** What comes after a page: entries that gather, a flush, a transaction. */
const SETTLE_MS = 1500;
/** As long as the worker is left alone to see what it does by itself. */
const IDLE_MS = 4000;

const pause = (/** @type {number} */ ms) => new Promise((done) => setTimeout(done, ms));

/**
 * @typedef {object} Visit
 * @property {number} loadMs from the navigation until all that the page asks for has come, by the page's own clock
 * @property {number} workerMs processor time of the extension's process; 0 without extension
 * @property {number} browserMs of the browser's own process, where requests are told to extensions
 */

/**
 * A Chromium to measure: with an extension, or with none.
 *
 * @param {object} options
 * @param {string} options.folder
 * @param {string | null} options.extension
 * @param {Map<string, string>} options.addresses
 */
export async function startContender({ folder, extension, addresses }) {
  mkdirSync(folder);
  const browser = await startChromium({ folder, namespace: null, addresses, authority: null, extension });
  const profile = path.join(folder, 'profile');
  if (extension) await until(() => findProcesses(profile).extension, 10_000);
  await pause(IDLE_MS);
  // A page of the extension that is open is told of all that is counted; and the worker may run in its process or not.
  await browser.closeOwnPages?.();
  await pause(SETTLE_MS);
  /** Looked for each time: a worker that was left alone is stopped, and its process with it. */
  const look = () => {
    const { browser, extension } = findProcesses(profile);
    return { extension, workerMs: extension ? cpuMs(extension) : 0, browserMs: cpuMs(browser) };
  };
  /** Processor time since. @param {ReturnType<typeof look>} before */
  const since = (before) => {
    const { extension, workerMs, browserMs } = look();
    const own = extension === before.extension ? before.workerMs : 0; // a new process begins at nothing
    return { workerMs: workerMs - own, browserMs: browserMs - before.browserMs };
  };
  const tabOfItsOwn = async (/** @type {(tab: import('../support/tab.mjs').Tab) => Promise<number>} */ run) => {
    const tab = await browser.newTab();
    const result = await run(tab);
    await pause(SETTLE_MS);
    await tab.close();
    return result;
  };

  const atRest = look();
  await pause(IDLE_MS);
  const idleShare = since(atRest).workerMs / IDLE_MS;

  return {
    name: browser.name,
    /** In a tab of its own, so that nothing of the page is in its process's memory. @returns {Promise<Visit>} */
    async visit(/** @type {import('../support/site.mjs').Site} */ site) {
      const begun = performance.now();
      const before = look();
      const loadMs = await tabOfItsOwn(async (tab) => {
        await site.visit(tab);
        return tab.evaluate(() => /** @type {any} */ (globalThis).done);
      });
      const { workerMs, browserMs } = since(before);
      return { loadMs, workerMs: workerMs - idleShare * (performance.now() - begun), browserMs };
    },
    /** Processor time by what it went to, see `partsOf`, of so many visits; one before them warms up. */
    async profile(/** @type {import('../support/site.mjs').Site} */ site, /** @type {number} */ visits) {
      const visit = () =>
        tabOfItsOwn(async (tab) => {
          await site.visit(tab);
          return 0;
        });
      await visit();
      const events = await browser.traced?.(CATEGORIES, async () => {
        for (let n = 0; n < visits; n++) await visit();
      });
      return partsOf(events ?? [], processes);
    },
    close: () => browser.close(),
  };
}
