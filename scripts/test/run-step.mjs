import { spawn } from 'node:child_process';
import { plainOutput, root } from '../project.mjs';

/**
 * @typedef {{ passed: number; failed: number; skipped: number }} Outcome
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} command
 * @property {NodeJS.ProcessEnv} [env] on top of this process's own
 * @property {RegExp} [skippedBy] what a step says that cannot be done on this machine; its first group is the reason
 * @property {() => Outcome} [readOutcome] reads what the step has left in a file; without it the step counts as one
 */

/**
 * Runs a step and prints one line; on failure, its whole output as well.
 *
 * @param {Step} step
 * @returns {Promise<Outcome>}
 */
export async function runStep({ name, command: [command = '', ...args], env, skippedBy, readOutcome }) {
  const begun = performance.now();
  const { code, output } = await capture(command, args, env);
  const reason = code === 0 ? skippedBy?.exec(output)?.[1] : undefined;
  if (reason !== undefined) {
    console.log(`– ${name}: skipped. ${reason.trim()}`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const outcome = judge(code, readOutcome);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  const counts = readOutcome ? `, ${describe(outcome)}` : '';
  console.log(`${outcome.failed > 0 ? '✗' : '✓'} ${name} (${seconds} s${counts})`);
  if (outcome.failed > 0) console.log(`${output.trimEnd()}\n`);
  return outcome;
}

/**
 * @param {Outcome} outcome
 * @returns {string} such as `12 passed, 0 failed, 3 skipped`; what is skipped is named only where something is
 */
function describe({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * @param {number | null} code
 * @param {(() => Outcome) | undefined} readOutcome
 * @returns {Outcome}
 */
function judge(code, readOutcome) {
  if (!readOutcome) return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  try {
    const outcome = readOutcome();
    // A runner may fail without a failing test: a file does not load, a browser does not start.
    return code === 0 ? outcome : { ...outcome, failed: Math.max(1, outcome.failed) };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<{ code: number | null; output: string }>}
 */
function capture(command, args, env) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...plainOutput, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (/** @type {string} */ chunk) => (output += chunk));
    }
    child.once('error', (error) => resolve({ code: null, output: error.message }));
    child.once('close', (code) => resolve({ code, output }));
  });
}
