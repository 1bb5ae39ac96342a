// Runs all benches one after the other, each in its short form. One that cannot run here says so and is skipped. `npm
// run bench`; a single one, at full length: `npm run bench:NAME`
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const FOLDER = import.meta.dirname;
const ROOT = path.resolve(FOLDER, '../..');
const BUILT = path.join(ROOT, '.output/chrome-mv3/manifest.json');

/**
 * Each bench with the arguments of its short form: most take a minute at most. @type {[file: string, args: string[]][]}
 */
const BENCHES = [
  ['wire/run.mjs', []],
  ['status/run.mjs', []],
  ['forecast/run.mjs', ['--short']],
  ['scale/main.mjs', ['--times', '1', '--burst', '5']],
  ['tap/main.mjs', []],
  ['durability/main.mjs', ['--rounds', '12', '--seed', '0', '--fresh']],
  ['holds/main.mjs', ['--short']],
  ['popup/run.mjs', []],
  ['overhead/main.mjs', ['--page', '170', '--pairs', '2']],
  ['accuracy/main.mjs', ['--short']],
];

/** @param {string} file @param {string[]} args @returns {boolean} */
const run = (file, args) => spawnSync(process.execPath, [file, ...args], { cwd: ROOT, stdio: 'inherit' }).status === 0;

let isBuilt = existsSync(BUILT);
if (!isBuilt) {
  console.log('# building the extension');
  isBuilt = run(path.join(ROOT, 'node_modules/wxt/bin/wxt.mjs'), ['build']);
}
const failed = BENCHES.filter(([file, args]) => {
  console.log(`\n# ${path.dirname(file)}${args.length > 0 ? ` (${args.join(' ')})` : ''}`);
  return !run(path.join(FOLDER, file), args);
});
if (failed.length > 0) console.error(`\nmissed or failed: ${failed.map(([file]) => path.dirname(file)).join(', ')}`);
process.exitCode = failed.length > 0 || !isBuilt ? 1 : 0;
