// The cost of years of heavy use: the built extension in a real Chromium with histories of three lengths, and a burst
// of requests through the background alone. `npm run bench:scale`
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { importTypescript, pageScript } from '../support/bundle.mjs';
import { CHROMIUM } from '../support/chromium.mjs';
import { measure, plant } from './measure.mjs';

const USAGE = `npm run bench:scale -- [options]
  --times N        only the history of ×N (1, 10 or 100)
  --burst S        seconds of the burst (default 30; 0: none)
  --limits         fails where a limit is passed`;

/** ×1, ×10, ×100: the last is three years. */
const DAYS = { 1: 11, 10: 110, 100: 1095 };

/** At ×100. */
const LIMITS = { diskMB: 15, reportMs: 50, flushMs: 5, coldStartMs: 50, heapMB: 30 };

const { values: options } = parseArgs({
  options: {
    times: { type: 'string' },
    burst: { type: 'string', default: '30' },
    limits: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const EXTENSION = path.resolve('.output/chrome-mv3');
const lacks = [CHROMIUM, path.join(EXTENSION, 'manifest.json')].filter((file) => !existsSync(file));
if (options.help) console.log(USAGE);
else if (lacks.length) console.log(`bench:scale skipped. It needs:\n  ${lacks.join('\n  ')}`);
else process.exitCode = await main();

/** @returns {Promise<number>} the exit code */
async function main() {
  const folder = mkdtempSync(path.join(tmpdir(), 'datagauge-scale-'));
  const extension = path.join(folder, 'extension');
  cpSync(EXTENSION, extension, { recursive: true }); // so that a build made meanwhile changes nothing
  const missed = [];
  /** @type {Record<string, unknown>} */
  const figures = {};
  try {
    const script = await pageScript(new URL('planting.ts', import.meta.url), 'planting');
    for (const [times, days] of Object.entries(DAYS)) {
      if (options.times && options.times !== times) continue;
      const at = { profile: path.join(folder, `times-${times}`), extension, days, now: Date.now() };
      const planted = await plant({ ...at, script });
      const found = await measure(at);
      figures[`×${times}`] = { days, ...planted, ...found };
      console.log(`×${times}, ${days} days, ${planted.slots} slots, ${planted.cells} cells`);
      for (const [name, value] of Object.entries(found)) console.log(`  ${name.padEnd(14)}${text(value)}`);
      if (times !== '100') continue;
      for (const [name, most] of Object.entries(LIMITS))
        if (Number(found[/** @type {keyof typeof LIMITS} */ (name)]) > most) missed.push(`${name} over ${most}`);
    }
    const seconds = Number(options.burst);
    if (seconds > 0) {
      const { burst } = await importTypescript(new URL('burst.ts', import.meta.url));
      const found = await burst(seconds);
      figures.burst = found;
      console.log(`burst (in Node, its database in memory), ${seconds} s of 1,000 requests each`);
      console.log(
        `  ${found.sent} over the wire, ${found.counted} counted, a core busy for ${text(found.busy * 100)} % of it`,
      );
      if (found.sent !== found.counted) missed.push('requests were lost');
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  for (const one of missed) console.error(`missed: ${one}`);
  console.log(`BENCH scale ${JSON.stringify({ limits: LIMITS, ...figures, within: missed.length === 0 })}`);
  return options.limits && missed.length ? 1 : 0;
}

/** @param {unknown} value */
function text(value) {
  return typeof value === 'number' ? String(Math.round(value * 100) / 100) : JSON.stringify(value);
}
