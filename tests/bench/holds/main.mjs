// What holds cost: pausing a site with five hundred holds, pages with and without them, and a large response that the
// guard refuses. `npm run bench:holds -- [--short] [--extension DIR]`
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { quantile, ratioOf, round } from '../overhead/statistics.mjs';
import { CHROMIUM, startChromium } from '../support/chromium.mjs';
import { until } from '../support/server.mjs';
import { startServer } from './server.mjs';

const { values: options } = parseArgs({
  options: { short: { type: 'boolean', default: false }, extension: { type: 'string', default: '.output/chrome-mv3' } },
});
const EXTENSION = path.resolve(options.extension);
const HOLDS = 500;
const GUARD_BYTES = 25_000_000;
/** At most this many rounds of each, or as many as there is time for, so that a slow machine finishes as well. */
const ROUNDS = options.short ? 8 : 40;
const MS_EACH = options.short ? 12_000 : 40_000;
/**
 * The most ms that any pause may take; and the most that the lower quartile of pages' load times with holds, relative
 * to those without, may be.
 */
const LIMITS = { tapMs: 100, bestPages: 1 };

/** Calls `round` once to warm up, then repeatedly. @param {(turn: number) => Promise<unknown>} round */
async function rounds(round) {
  await round(-1);
  const end = performance.now() + MS_EACH;
  for (let turn = 0; turn < ROUNDS && performance.now() < end; turn++) await round(turn);
}

/** @param {string} name @param {unknown} figures */
const print = (name, figures) => console.log(`${name.padEnd(24)} ${JSON.stringify(figures)}`);

/** @param {string} folder @param {number} port */
async function start(folder, port) {
  mkdirSync(folder);
  const addresses = new Map(['news.test', 'app.test'].map((name) => [name, `127.0.0.1:${port}`]));
  const browser = await startChromium({ folder, namespace: null, addresses, authority: null, extension: EXTENSION });
  const panel = await browser.newTab();
  await panel.goto(browser.extensionUrl?.('manifest.json') ?? '');
  /** @param {...object} messages @returns {Promise<number>} ms until the last was answered */
  const send = (...messages) =>
    panel.evaluate(async (all) => {
      const begin = performance.now();
      for (const message of all) {
        const reply = await chrome.runtime.sendMessage(message);
        if (reply.error) throw new Error(reply.error);
      }
      return performance.now() - begin;
    }, messages);
  return { browser, send };
}

/** @typedef {Awaited<ReturnType<typeof start>>} Side */

const pause = (/** @type {string} */ site) => ({ type: 'hold.set', hold: { site, mode: 'paused' } });

/** Imports many holds at once, as an archive does. @param {Side} side */
const holdMany = ({ send }) =>
  send({
    type: 'archive.import',
    archive: {
      ...{ format: 'datagauge-archive', version: 1, exportedAt: new Date().toISOString() },
      ...{ plans: [], active: null, readings: [], usage: [] },
      holds: Array.from({ length: HOLDS }, (_, n) => pause(`site${n}.test`).hold),
    },
  });

/**
 * Times pausing a site with an open tab, so that there is something to stop. Right before each, a message that needs no
 * work is timed: what this machine takes for any.
 *
 * @param {Side} side
 */
async function measureTap({ browser, send }) {
  /** @type {{ tap: number[], idle: number[] }} */
  const ms = { tap: [], idle: [] };
  await rounds(async (turn) => {
    const tab = await browser.newTab();
    await tab.goto('http://news.test/page');
    const idle = await send({ type: 'plan.list' });
    const tap = await send(pause('news.test'));
    if (turn >= 0) {
      ms.idle.push(idle);
      ms.tap.push(tap);
    }
    // Closing a tab that is just moving to another process may keep Playwright waiting for a minute.
    await until(() => tab.evaluate(() => location.protocol === 'chrome-extension:').catch(() => false), 10_000);
    await tab.close();
    await send({ type: 'hold.clear', site: 'news.test' });
  });
  const figures = (/** @type {number[]} */ all) => ({
    median: round(quantile(all, 0.5), 1),
    p95: round(quantile(all, 0.95), 1),
    worst: round(Math.max(...all), 1),
  });
  return { taps: ms.tap.length, ms: figures(ms.tap), anyQuestionMs: figures(ms.idle) };
}

/** @param {Side} withHolds @param {Side} without */
async function measurePages(withHolds, without) {
  /** @type {{ holds: number[], none: number[] }} */
  const loads = { holds: [], none: [] };
  const sides = /** @type {const} */ ([
    ['holds', withHolds],
    ['none', without],
  ]);
  await rounds(async (turn) => {
    for (const [name, { browser }] of turn % 2 ? sides : [...sides].reverse()) {
      const tab = await browser.newTab();
      await tab.goto('http://app.test/page');
      await tab.done();
      const ms = await tab.evaluate(() => /** @type {any} */ (globalThis).done);
      if (turn >= 0) loads[name].push(ms);
      await tab.close();
    }
  });
  return {
    pairs: loads.none.length,
    ms: { holds: Math.round(quantile(loads.holds, 0.5)), none: Math.round(quantile(loads.none, 0.5)) },
    ratio: ratioOf(loads.holds, loads.none),
  };
}

/** @param {Side} side @param {Awaited<ReturnType<typeof startServer>>} server */
async function measureRefused({ browser, send }, server) {
  await send({ type: 'holds.settings', guard: { on: true, bytes: GUARD_BYTES, always: [] } });
  const tab = await browser.newTab();
  await tab.goto('http://app.test/page');
  const large = `/large?bytes=${GUARD_BYTES + 1}`;
  /** @type {Record<string, () => Promise<unknown>>} */
  const ways = {
    fetch: () => tab.evaluate((to) => fetch(to).catch(() => null), large),
    image: () => tab.evaluate((to) => void (new Image().src = to), `${large}&type=image/png`),
    film: () => tab.evaluate((to) => void (document.createElement('video').src = to), `${large}&type=video/webm`),
    page: () => tab.goto(`http://app.test${large}`).catch(() => null),
  };
  /** @type {Record<string, number>} */
  const cost = {};
  for (const [name, ask] of Object.entries(ways)) {
    const before = server.givenUp.length;
    await ask();
    await until(() => server.givenUp.length > before, 10_000);
    cost[name] = server.givenUp[before] ?? NaN;
  }
  return cost;
}

const lacks = [CHROMIUM, path.join(EXTENSION, 'manifest.json')].filter((file) => !existsSync(file));
if (lacks.length) console.log(`bench:holds skipped. It needs:\n  ${lacks.join('\n  ')}`);
else {
  const folder = mkdtempSync(path.join(tmpdir(), 'datagauge-holds-bench-'));
  const server = await startServer();
  try {
    const [withHolds, without] = await Promise.all(
      ['holds', 'none'].map((name) => start(path.join(folder, name), server.port)),
    );
    if (!withHolds || !without) throw new Error('no browser');
    print(`${HOLDS} holds at once, ms`, Math.round(await holdMany(withHolds)));
    const tap = await measureTap(withHolds);
    print('the tap', tap);
    const viewMs = Math.round(await withHolds.send({ type: 'holds.view' }));
    print('the list of holds, ms', viewMs);
    const pages = await measurePages(withHolds, without);
    print('a page of 100 pieces', pages);
    const refusedBytes = await measureRefused(without, server);
    print('refused, bytes', refusedBytes);
    const within = tap.ms.worst < LIMITS.tapMs && (pages.ratio.quartiles[0] ?? NaN) <= LIMITS.bestPages;
    print('within', within);
    const results = { holds: HOLDS, limits: LIMITS, tap, viewMs, pages, refusedBytes, within };
    console.log(`BENCH holds ${JSON.stringify(results)}`);
    await Promise.all([withHolds.browser.close(), without.browser.close()]);
  } finally {
    server.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  process.exit();
}
