import { tool } from '../project.mjs';
import { playwrightOutcome, vitestOutcome } from './outcomes.mjs';

/** Generates the types that all the others read. */
export const prepare = [{ name: 'wxt prepare', command: [...tool('wxt'), 'prepare'] }];

/** These read the sources and change nothing; the slowest first. */
export const statics = [
  { name: 'lint (eslint)', command: [...tool('eslint'), '.', '--max-warnings', '0'] },
  { name: 'types (svelte-check)', command: [...tool('svelte-check'), '--fail-on-warnings'] },
  { name: 'types (core alone)', command: [...tool('typescript', 'tsc'), '-p', 'src/core', '--noEmit'] },
  { name: 'types (scripts and benches)', command: [...tool('typescript', 'tsc'), '-p', 'scripts', '--noEmit'] },
  { name: 'format (prettier)', command: [...tool('prettier'), '--check', '.'] },
  { name: 'unused code (knip)', command: [...tool('knip')] },
];

const vitestFile = '.output/test/vitest.json';
const vitestReporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${vitestFile}`];

export const units = [
  {
    name: 'unit, property and DOM tests (vitest)',
    command: [...tool('vitest'), 'run', ...vitestReporters],
    readOutcome: () => vitestOutcome(vitestFile),
  },
];

/** One at a time: both write WXT's folder of types. Packing also builds. */
export const builds = [
  { name: 'build and pack for Chromium', command: [...tool('wxt'), 'zip'] },
  { name: 'build and pack for Firefox', command: [...tool('wxt'), 'zip', '-b', 'firefox'] },
  { name: 'same packages from the sources elsewhere', command: [process.execPath, 'scripts/check-packages.mjs'] },
  { name: 'add-on lint (addons-linter)', command: [process.execPath, 'scripts/check-addon.mjs'] },
];

/** @param {Partial<Record<import('../browser/find-browser.mjs').Family, string>>} browsers the files of those found */
export const endToEnd = (browsers) => [
  {
    name: `end-to-end tests (${Object.keys(browsers).join(', ')})`,
    command: [
      ...tool('@playwright/test', 'playwright'),
      'test',
      ...Object.keys(browsers).map((project) => `--project=${project}`),
    ],
    env: { DATAGAUGE_CHROMIUM: browsers.chromium, DATAGAUGE_FIREFOX: browsers.firefox },
    readOutcome: () => playwrightOutcome('.output/test/playwright.json'),
  },
];

/**
 * Compares the meter with a network interface's own counters, on a few small sites: it only catches what is plainly
 * broken, as a busy machine moves the figures. It needs root, network namespaces and their tools.
 *
 * @param {string} chromium
 */
export const accuracy = (chromium) => [
  {
    name: 'accuracy against the network interface (short)',
    command: [process.execPath, 'tests/bench/accuracy/main.mjs', '--short', '--within', '15'],
    env: { CHROMIUM: chromium },
    skippedBy: /^bench:accuracy skipped[.:]?([\s\S]*)/m,
  },
];
