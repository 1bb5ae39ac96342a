// What the tap costs a page: the same work, by turns, in a browser with the built extension and in one without.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { quantile, round } from '../overhead/statistics.mjs';
import { CHROMIUM, startChromium } from '../support/chromium.mjs';
import { OPERATIONS } from './operations.mjs';
import { startServer } from './server.mjs';

const EXTENSION = path.resolve('.output/chrome-mv3');
const ROUNDS = 7;
/** µs that one send, message, chunk or call may cost more. */
const LIMIT = 1;

/** @param {string} folder @param {string} host */
async function measure(folder, host) {
  /** @type {Record<string, { tap: number[], none: number[] }>} */
  const figures = Object.fromEntries(Object.keys(OPERATIONS).map((name) => [name, { tap: [], none: [] }]));
  const browsers = [];
  for (const [name, extension] of /** @type {const} */ ([
    ['tap', EXTENSION],
    ['none', null],
  ])) {
    mkdirSync(path.join(folder, name));
    const at = {
      folder: path.join(folder, name),
      namespace: null,
      addresses: new Map([['127.0.0.1', '127.0.0.1']]),
      authority: null,
      extension,
    };
    const browser = await startChromium(at);
    const tab = await browser.newTab();
    await tab.goto(`http://${host}/`);
    browsers.push({ name, browser, tab });
  }
  // The first round warms up; whoever comes first changes with each.
  for (let turn = -1; turn < ROUNDS; turn++)
    for (const [operation, run] of Object.entries(OPERATIONS))
      for (const { name, tab } of turn % 2 ? browsers : [...browsers].reverse()) {
        const us = await tab.evaluate(run, host);
        if (turn >= 0) figures[operation]?.[name].push(us);
      }
  for (const { browser } of browsers) await browser.close();
  return Object.entries(figures).map(([operation, { tap, none }]) => {
    const [withTap, without] = [Math.min(...tap), Math.min(...none)];
    const costs = tap.map((us, n) => us - (none[n] ?? NaN));
    return {
      operation,
      tapUs: round(withTap, 3),
      noneUs: round(without, 3),
      ratio: round(withTap / without, 2),
      costUs: round(withTap - without, 3),
      medianCostUs: round(quantile(costs, 0.5), 3),
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
    const within = results.every(({ costUs }) => costUs < LIMIT);
    console.log(`BENCH tap ${JSON.stringify({ rounds: ROUNDS, limitUs: LIMIT, results, within })}`);
  } finally {
    server.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  process.exit();
}
