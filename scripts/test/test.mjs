import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from '../project.mjs';
import { countEndToEnd } from './count-end-to-end.mjs';
import { findTestBrowsers } from './find-test-browsers.mjs';
import { installAccuracyTools } from './install-accuracy-tools.mjs';
import { runStage } from './run-stage.mjs';
import { accuracy, builds, endToEnd, prepare, statics, units } from './steps.mjs';

/**
 * Runs every check. The last line says `N passed, N failed`: each test counts as one, and so does every other step.
 *
 * @returns {Promise<number>} the exit code
 */
export async function test() {
  const begun = performance.now();
  const results = path.join(root, '.output', 'test');
  rmSync(results, { recursive: true, force: true }); // an old result must not pass for a new one
  mkdirSync(results, { recursive: true });

  const { files, missing } = findTestBrowsers();
  installAccuracyTools();
  const outcomes = [
    ...(await runStage(prepare)),
    ...(await runStage([...statics, ...units], 2)),
    ...(await runStage(builds)),
    ...(Object.keys(files).length > 0 ? await runStage(endToEnd(files)) : []),
    ...(files.chromium ? await runStage(accuracy(files.chromium)) : []),
    ...missing.map(reportMissing),
  ];

  const sum = (/** @type {'passed' | 'failed' | 'skipped'} */ key) =>
    outcomes.reduce((total, outcome) => total + outcome[key], 0);
  const minutes = ((performance.now() - begun) / 60_000).toFixed(1);
  console.log(`\nAll of it took ${minutes} min.${sum('skipped') > 0 ? ` Skipped: ${sum('skipped')}.` : ''}`);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') > 0 ? 1 : 0;
}

/**
 * A missing browser fails the run, unless that was agreed to.
 *
 * @param {{ family: import('../browser/find-browser.mjs').Family; advice: string }} missing
 * @returns {import('./run-step.mjs').Outcome}
 */
function reportMissing({ family, advice }) {
  if (process.env.DATAGAUGE_SKIP_BROWSERS !== '1') {
    console.log(`✗ ${advice}\n  DATAGAUGE_SKIP_BROWSERS=1 skips its tests instead.`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const skipped = countEndToEnd(family);
  console.log(`– ${advice}\n  Its ${skipped} end-to-end tests are skipped, for DATAGAUGE_SKIP_BROWSERS=1.`);
  return { passed: 0, failed: 0, skipped };
}
