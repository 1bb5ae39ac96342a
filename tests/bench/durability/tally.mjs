import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

/** @typedef {import('./round.mjs').Outcome} Outcome */

/**
 * Outcomes collected over runs: one line of JSON for each round.
 *
 * @param {string} name
 */
export function openTally(name) {
  const file = path.resolve(`.output/durability-${name}.jsonl`);
  mkdirSync(path.dirname(file), { recursive: true });
  /** @returns {Outcome[]} */
  const read = () =>
    existsSync(file)
      ? readFileSync(file, 'utf8')
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line))
      : [];
  return {
    read,
    add: (/** @type {Outcome} */ outcome) => appendFileSync(file, `${JSON.stringify(outcome)}\n`),
    clear: () => rmSync(file, { force: true }),
  };
}

const FAILURES = /** @type {const} */ (['lost', 'earlier lost', 'twice', 'negative', 'torn']);

/** A row of the table. @param {readonly Outcome[]} outcomes */
export function rowOf(outcomes) {
  const sum = (/** @type {(one: Outcome) => number} */ figure) => outcomes.reduce((all, one) => all + figure(one), 0);
  const failures = FAILURES.map((name) => [name, sum(({ faults }) => Number(faults.includes(name)))]);
  return {
    rounds: outcomes.length,
    requests: sum(({ requests }) => requests),
    counted: sum(({ counted }) => counted),
    'sent, kB': Math.round(sum(({ bytes }) => bytes) / 1000),
    'counted, kB': Math.round(sum(({ down }) => down) / 1000),
    'worst loss, ms': Math.max(0, ...outcomes.map(({ lossMs }) => lossMs)),
    ...Object.fromEntries(failures),
  };
}

/** Prints a row for each fault and one for all; returns how many rounds failed. @param {readonly Outcome[]} outcomes */
export function printTally(outcomes) {
  const faults = [...new Set(outcomes.map(({ fault }) => fault))];
  console.table({
    ...Object.fromEntries(faults.map((name) => [name, rowOf(outcomes.filter(({ fault }) => fault === name))])),
    all: rowOf(outcomes),
  });
  return outcomes.filter(({ faults: found }) => found.length > 0).length;
}
