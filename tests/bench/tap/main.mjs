// What the tap costs a page: the same work, alternately, in a browser with the built extension and in one without.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pageThreadMs } from '../overhead/cpu-time.mjs';
import { quantile, round } from '../overhead/statistics.mjs';
import { CHROMIUM, startChromium } from '../support/chromium.mjs';
import { OPERATIONS } from './operations.mjs';
import { startServer } from './server.mjs';

const EXTENSION = path.resolve('.output/chrome-mv3');
const ROUNDS = 9;
/** The most µs that one send, message, chunk or call may cost beyond what every tap needs. */
const LIMIT = 1;

/** @typedef {'tap' | 'none' | 'least'} Way `least`: without the tap, where the page itself does what every tap must do */

/** @param {string} folder @param {string} host */
async function measure(folder, host) {
  const start = async (/** @type {string} */ name, /** @type {string | null} */ extension) => {
    const own = path.join(folder, name);
    mkdirSync(own);
    const addresses = new Map([['127.0.0.1', '127.0.0.1']]);
    const browser = await startChromium({ folder: own, namespace: null, addresses, authority: null, extension });
    const tab = await browser.newTab();
    await tab.goto(`http://${host}/`);
    return { browser, tab, profile: path.join(own, 'profile') };
  };
  const tap = await start('tap', EXTENSION);
  const none = await start('none', null);
  /** @type {Record<string, Partial<Record<Way, number[]>>>} */
  const figures = {};
  /** Processor time of the page's own thread, which other processes do not affect. */
  const usOf = async (
    /** @type {typeof tap} */ { tab, profile },
    /** @type {(...args: any[]) => any} */ run,
    /** @type {unknown[]} */ rest,
  ) => {
    const before = pageThreadMs(profile);
    const times = await tab.evaluate(run, host, ...rest);
    const us = ((pageThreadMs(profile) - before) * 1000) / times;
    if (!(us > 0)) throw new Error('the page’s process was not the same before and after');
    return us;
  };
  // The first round warms up; the order is reversed in every other round.
  for (let turn = -1; turn < ROUNDS; turn++)
    for (const [operation, { run, least }] of Object.entries(OPERATIONS)) {
      const of = (figures[operation] ??= {});
      /** @type {[Way, typeof tap, unknown[]][]} */
      const ways = [
        ['tap', tap, []],
        ['none', none, []],
        ...(least ? [/** @type {[Way, typeof tap, unknown[]]} */ (['least', none, least])] : []),
      ];
      for (const [way, page, rest] of turn % 2 ? ways : ways.reverse()) {
        const us = await usOf(page, run, rest);
        if (turn >= 0) (of[way] ??= []).push(us);
      }
    }
  for (const { browser } of [tap, none]) await browser.close();
  return Object.entries(figures).map(([operation, { tap = [], none = [], least }]) => {
    const costOf = (/** @type {number[]} */ us) =>
      round(
        quantile(
          us.map((one, n) => one - (none[n] ?? NaN)),
          0.5,
        ),
        2,
      );
    return {
      operation,
      tapUs: round(quantile(tap, 0.5), 2),
      noneUs: round(quantile(none, 0.5), 2),
      costUs: costOf(tap),
      leastUs: least ? costOf(least) : 0,
    };
  });
}

const lacks = [CHROMIUM, path.join(EXTENSION, 'manifest.json')].filter((file) => !existsSync(file));
if (lacks.length) console.log(`bench:tap skipped. It needs:\n  ${lacks.join('\n  ')}`);
else {
  const folder = mkdtempSync(path.join(tmpdir(), 'datagauge-tap-bench-'));
  const server = await startServer();
  try {
    const results = await measure(folder, server.host);
    console.table(results);
    const within = results.every(({ costUs, leastUs }) => costUs - leastUs < LIMIT);
    console.log(`BENCH tap ${JSON.stringify({ rounds: ROUNDS, limitUs: LIMIT, results, within })}`);
  } finally {
    server.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  process.exit();
}
