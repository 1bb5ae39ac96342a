import type * as v from 'valibot';

/** Problems of a field that have a sentence of their own; the others cannot come from any form of ours. */
export const PROBLEMS = {
  missing: 'is missing',
  site: 'must be a site like youtube.com',
  sharedEnding: 'must be one site, not an ending that many share',
  past: 'must lie ahead',
  ahead: 'must not lie in the future',
  tooFar: 'must not lie more than two years ahead',
  format: 'must be datagauge-archive',
  version: 'must be 1: a newer version of the extension wrote this',
} as const;

/** A field, as `describeIssue` names it, and what is wrong with it; `wrong`: none of the others. */
export type FieldIssue = { field: string; problem: keyof typeof PROBLEMS | 'wrong' };

/**
 * What is wrong with the first bad field, as a sentence that begins with its name:
 * `allowances[0].bytes: must not be negative (got -5)`.
 *
 * @param whole what the input is called where the issue is with all of it
 */
export function describeIssue(issue: v.BaseIssue<unknown>, whole: string): string {
  const path = (issue.path ?? []).reduce(
    (names, { key }) => names + (typeof key === 'number' ? `[${key}]` : `${names === '' ? '' : '.'}${String(key)}`),
    '',
  );
  const { value } = issue.path?.at(-1) ?? { value: issue.input };
  if (value === undefined) return `${path || whole}: ${PROBLEMS.missing}`;
  // Valibot words what a literal or an unknown variant expects in terms of types.
  const message = issue.message.startsWith('Invalid') ? 'must be an object' : issue.message;
  return `${path || whole}: ${message} (got ${show(value)})`;
}

/** Reads a sentence of `describeIssue`, with or without a word before it; `null` where it is none. */
export function readIssue(sentence: string): FieldIssue | null {
  const found = /^(?:\w+ )?([\w.[\]]+): (.*?)(?: \(got .*\))?$/s.exec(sentence);
  if (found === null) return null;
  const [, field = '', said] = found;
  const known = (Object.keys(PROBLEMS) as (keyof typeof PROBLEMS)[]).find((one) => PROBLEMS[one] === said);
  return { field, problem: known ?? 'wrong' };
}

/** A value in a few characters. */
export function show(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
