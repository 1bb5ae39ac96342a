/**
 * Resolves when a child process has ended, or never started.
 *
 * @param {import('node:child_process').ChildProcess} process
 * @returns {Promise<void>}
 */
export function processEnd(process) {
  return new Promise((/** @type {(value: void) => void} */ resolve) => {
    process.once('error', () => resolve());
    process.once('exit', () => resolve());
  });
}
