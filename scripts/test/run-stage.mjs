import { runStep } from './run-step.mjs';

/**
 * Runs independent steps in order, `abreast` at a time.
 *
 * @param {import('./run-step.mjs').Step[]} steps
 * @param {number} [abreast]
 * @returns {Promise<import('./run-step.mjs').Outcome[]>}
 */
export async function runStage(steps, abreast = 1) {
  const queue = [...steps];
  /** @type {import('./run-step.mjs').Outcome[]} */
  const outcomes = [];
  const worker = async () => {
    for (let step = queue.shift(); step; step = queue.shift()) outcomes.push(await runStep(step));
  };
  await Promise.all(Array.from({ length: abreast }, worker));
  return outcomes;
}
