import * as v from 'valibot';
import type { Reading, Refusal } from './contract.ts';
import { epochMs } from './epoch-ms.ts';
import { PROBLEMS } from './field-issue.ts';
import { instant, number } from './plan-field.ts';

/** A petabyte, as for plans. */
const bytes = v.pipe(number(0, 1e15), v.transform(Math.round));

/** Characters of the message that are kept. */
const KEPT_TEXT = 1000;

/** A reading from outside. Unknown keys are dropped. */
export const readingSchema = v.pipe(
  v.object(
    {
      asOf: v.nullable(instant),
      used: v.optional(bytes),
      remaining: v.optional(bytes),
      total: v.optional(bytes),
      percentUsed: v.optional(number(0, 1000)),
      exhausted: v.optional(v.literal(true, 'must be true, or left out')),
      unit: v.nullable(v.picklist([1000, 1024], 'must be 1000, 1024 or null')),
      scope: v.picklist(['general', 'other'], 'must be general or other'),
      validUntil: v.optional(instant),
      source: v.picklist(['sms', 'app', 'manual'], 'must be sms, app or manual'),
      text: v.optional(
        v.pipe(
          v.string('must be text'),
          v.maxLength(4000, 'must not be longer than 4000 characters'),
          v.transform((text) => text.slice(0, KEPT_TEXT)),
        ),
      ),
    },
    'must be an object',
  ),
  v.check(
    ({ used, remaining, percentUsed, exhausted }) =>
      [used, remaining, percentUsed, exhausted].some((one) => one != null),
    'must say what is used or what is left',
  ),
  v.forward(
    v.check(({ remaining, total }) => !(remaining! > total!), 'must not be more than total'),
    ['remaining'],
  ),
);

/**
 * A reading from input that nobody has checked. One that names no instant is true for now, when it was brought.
 *
 * @param now ISO 8601 instant
 * @returns the reading with unknown keys dropped, or what is wrong with its first bad field
 */
export function checkReading(input: unknown, now: string): (Reading & { asOf: string }) | Refusal {
  const result = v.safeParse(readingSchema, input);
  if (!result.success) {
    const issue = result.issues[0];
    const field = v.getDotPath(issue);
    const message = issue.message.startsWith('Invalid') ? PROBLEMS.missing : issue.message;
    return { error: `reading${field ? `.${field}` : ''}: ${message}` };
  }
  const asOf = result.output.asOf ?? now;
  if (epochMs(asOf) > epochMs(now)) return { error: `reading.asOf: ${PROBLEMS.ahead} (got ${asOf})` };
  return { ...result.output, asOf };
}
