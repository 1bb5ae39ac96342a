import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { startChromium } from '../support/chromium.mjs';
import { until } from '../support/server.mjs';
import { CATEGORIES, partsOf } from './cpu-parts.mjs';
import { cpuMs, findProcesses } from './cpu-time.mjs';

/** Time for the work after a page load: entries are collected, flushed, written. */
const SETTLE_MS = 1500;
/** How long the worker is left alone, to measure what it does by itself. */
const IDLE_MS = 4000;

const pause = (/** @type {number} */ ms) => new Promise((done) => setTimeout(done, ms));

/**
 * @typedef {object} Visit
 * @property {number} loadMs from the navigation until everything that the page requests has arrived, by the page's own
 * clock
 * @property {number} workerMs processor time of the extension's process; 0 without an extension
 * @property {number} browserMs of the browser process, which tells extensions of requests
 * @property {number} allMs of all processes, the page's included
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
  // An open extension page would be sent everything that is counted, and the worker might run in its process.
  await browser.closeOwnPages?.();
  await pause(SETTLE_MS);
  /** Looked up each time, since an idle worker is stopped, and its process with it. */
  const readTimes = () => {
    const { browser, extension, all } = findProcesses(profile);
    const allMs = all.reduce((sum, pid) => sum + cpuMs(pid), 0);
    return { extension, workerMs: extension ? cpuMs(extension) : 0, browserMs: cpuMs(browser), allMs };
  };
  /** Processor time since `before`. @param {ReturnType<typeof readTimes>} before */
  const since = (before) => {
    const { extension, workerMs, browserMs, allMs } = readTimes();
    const own = extension === before.extension ? before.workerMs : 0; // a new process begins at 0
    return {
      workerMs: workerMs - own,
      browserMs: browserMs - before.browserMs,
      allMs: allMs - before.allMs,
    };
  };
  /**
   * Visits the site in a new tab, so that nothing of it is in a process's memory.
   *
   * @param {import('../support/site.mjs').Site} site
   * @returns {Promise<Visit>}
   */
  const visit = async (site) => {
    const begun = performance.now();
    const before = readTimes();
    const tab = await browser.newTab();
    await tab.goto(`${site.origin}/`);
    await tab.done();
    const loadMs = await tab.evaluate(() => /** @type {any} */ (globalThis).done);
    await pause(SETTLE_MS);
    const { workerMs, ...others } = since(before); // while the page's processes exist
    const idleMs = idleShare * (performance.now() - begun);
    await tab.close();
    return { loadMs, workerMs: workerMs - idleMs, ...others };
  };

  const atRest = readTimes();
  await pause(IDLE_MS);
  const idleShare = since(atRest).workerMs / IDLE_MS;

  return {
    name: browser.name,
    visit,
    /** Processor time by part (see `partsOf`) of so many visits, after one to warm up. */
    async profile(/** @type {import('../support/site.mjs').Site} */ site, /** @type {number} */ visits) {
      await visit(site);
      const events = await browser.traced?.(CATEGORIES, async () => {
        for (let n = 0; n < visits; n++) await visit(site);
      });
      return partsOf(events ?? [], findProcesses(profile));
    },
    close: () => browser.close(),
  };
}
