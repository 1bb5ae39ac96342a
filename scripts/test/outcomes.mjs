import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../project.mjs';

/**
 * @param {string} file what vitest's JSON reporter wrote, in the project
 * @returns {import('./run-step.mjs').Outcome}
 */
export function vitestOutcome(file) {
  const report = readJson(file);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * @param {string} file what Playwright's JSON reporter wrote, in the project
 * @returns {import('./run-step.mjs').Outcome}
 */
export function playwrightOutcome(file) {
  const { expected, unexpected, flaky, skipped } = readJson(file).stats;
  return { passed: expected, failed: unexpected + flaky, skipped };
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8'));
}
