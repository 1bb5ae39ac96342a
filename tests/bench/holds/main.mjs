// What holds cost: the tap with five hundred of them, pages beside them, and a large response that the guard refuses.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { quantile, ratioOf, round } from '../overhead/statistics.mjs';
import { CHROMIUM, startChromium } from '../support/chromium.mjs';
import { until } from '../support/server.mjs';
import { startServer } from './server.mjs';

const EXTENSION = path.resolve('.output/chrome-mv3');
const HOLDS = 500;
const ROUNDS = 25;
const GUARD_BYTES = 25_000_000;
/** A tap's ms; and the quarter of pairs in which a page with holds did best, against one without: as often faster as slower. */
const LIMITS = { tapMs: 100, bestPages: 1 };

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

/** With a tab of the site open, so that the tap has something to stop. @param {Side} side */
async function measureTap({ browser, send }) {
  const taps = [];
  for (let turn = -1; turn < ROUNDS; turn++) {
    const tab = await browser.newTab();
    await tab.goto('http://news.test/page');
    const ms = await send(pause('news.test'));
    if (turn >= 0) taps.push(ms);
    await send({ type: 'hold.clear', site: 'news.test' });
    await tab.close();
  }
  return {
    median: round(quantile(taps, 0.5), 1),
    p95: round(quantile(taps, 0.95), 1),
    worst: round(Math.max(...taps), 1),
  };
}

/** @param {Side} withHolds @param {Side} without */
async function measurePages(withHolds, without) {
  /** @type {{ holds: number[], none: number[] }} */
  const loads = { holds: [], none: [] };
  const sides = /** @type {const} */ ([
    ['holds', withHolds],
    ['none', without],
  ]);
  for (let turn = -1; turn < ROUNDS; turn++)
    for (const [name, { browser }] of turn % 2 ? sides : [...sides].reverse()) {
      const tab = await browser.newTab();
      await tab.goto('http://app.test/page');
      await tab.done();
      const ms = await tab.evaluate(() => /** @type {any} */ (globalThis).done);
      if (turn >= 0) loads[name].push(ms);
      await tab.close();
    }
  return {
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
    const withHolds = await start(path.join(folder, 'holds'), server.port);
    const without = await start(path.join(folder, 'none'), server.port);
    await withHolds.send(...Array.from({ length: HOLDS }, (_, n) => pause(`site${n}.test`)));
    const tapMs = await measureTap(withHolds);
    const viewMs = Math.round(await withHolds.send({ type: 'holds.view' }));
    const pages = await measurePages(withHolds, without);
    const refusedBytes = await measureRefused(without, server);
    const within = tapMs.p95 < LIMITS.tapMs && (pages.ratio.quartiles[0] ?? NaN) <= LIMITS.bestPages;
    const results = { holds: HOLDS, rounds: ROUNDS, limits: LIMITS, tapMs, viewMs, pages, refusedBytes, within };
    console.log(JSON.stringify(results, null, 2));
    console.log(`BENCH holds ${JSON.stringify(results)}`);
    await Promise.all([withHolds.browser.close(), without.browser.close()]);
  } finally {
    server.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  process.exit();
}
