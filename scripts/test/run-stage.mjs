import { runStep } from './run-step.mjs';

/**
 * Runs steps one after the other, whatever became of those before.
 *
 * @param {import('./run-step.mjs').Step[]} steps
 * @returns {Promise<import('./run-step.mjs').Outcome[]>} in the steps' order
 */
export async function runStage(steps) {
  const outcomes = [];
  for (const step of steps) outcomes.push(await runStep(step));
  return outcomes;
}
