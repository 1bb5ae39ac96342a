import type * as v from 'valibot';

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
  if (value === undefined) return `${path || whole}: is missing`;
  // Valibot words what a literal or an unknown variant expects in terms of types.
  const message = issue.message.startsWith('Invalid') ? 'must be an object' : issue.message;
  return `${path || whole}: ${message} (got ${show(value)})`;
}

/** A value in a few characters. */
export function show(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
