import * as v from 'valibot';
import { allowanceSchema, MOST_DAYS } from './allowance.ts';
import type { Plan, Refusal } from './contract.ts';
import { DAY_MS } from './duration.ts';
import { epochMs } from './epoch-ms.ts';
import { describeIssue, PROBLEMS, show } from './field-issue.ts';
import { clockRange, currency, instant, integer, number, shownText, text, timeZone } from './plan-field.ts';

const TWO_YEARS_MS = 731 * DAY_MS;

const thresholds = (least: number, most: number) =>
  v.pipe(v.array(number(least, most), 'must be a list of numbers'), v.maxLength(20, 'must not be longer than 20'));

/** A plan from outside: a form, a message, an archive. Unknown keys are dropped. */
export const planSchema = v.pipe(
  v.object(
    {
      id: text(100),
      name: shownText(80),
      carrier: v.optional(shownText(80)),
      timeZone,
      unit: v.picklist([1000, 1024], 'must be 1000 or 1024'),
      activatedAt: instant,
      validity: v.variant(
        'kind',
        [
          v.object({
            kind: v.literal('days'),
            days: integer(1, MOST_DAYS),
            clock: v.picklist(['calendar', 'hours'], 'must be calendar or hours'),
          }),
          v.object({ kind: v.literal('months'), billingDay: integer(1, 31) }),
          v.object({ kind: v.literal('open') }),
        ],
        'must be one of days, months, open',
      ),
      allowances: v.pipe(
        v.array(allowanceSchema, 'must be a list'),
        v.minLength(1, 'must hold at least one allowance'),
        v.maxLength(50, 'must not hold more than 50 allowances'),
      ),
      price: v.optional(v.object({ amount: number(0, 1e9), currency }, 'must be an object')),
      alerts: v.optional(
        v.object(
          {
            total: thresholds(1, 100),
            today: thresholds(1, 1000),
            expiryHours: thresholds(0, 24 * 365),
            quiet: v.optional(clockRange),
          },
          'must be an object',
        ),
      ),
    },
    'must be an object',
  ),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const { allowances } = dataset.value;
    const refuse = (index: number, field: string, input: unknown, message: string) =>
      addIssue({
        message,
        path: [
          { type: 'object', origin: 'value', input: dataset.value, key: 'allowances', value: allowances },
          { type: 'array', origin: 'value', input: allowances, key: index, value: allowances[index] },
          { type: 'object', origin: 'value', input: { field }, key: field, value: input },
        ],
      });
    allowances.forEach(({ id, after }, index) => {
      if (allowances.findIndex((other) => other.id === id) < index) refuse(index, 'id', id, 'must not be taken twice');
      const charging = allowances.find((other) => other.after.kind === 'charge')?.after;
      if (after.kind === 'charge' && charging?.kind === 'charge' && after.currency !== charging.currency)
        refuse(index, 'after.currency', after.currency, `must be ${charging.currency} like the plan's other charges`);
    });
  }),
);

/**
 * A plan from input that nobody has checked.
 *
 * @param now ISO 8601 instant; a plan that starts more than two years later is a slip of the pen
 * @returns the plan with sites normalised and unknown keys dropped, or what is wrong with the first bad field:
 *   `allowances[0].bytes: must not be negative (got -5)`
 */
export function parsePlan(input: unknown, now: string): Plan | Refusal {
  const result = v.safeParse(planSchema, input);
  if (!result.success) return { error: describeIssue(result.issues[0], 'plan') };
  const { activatedAt } = result.output;
  if (epochMs(activatedAt) > epochMs(now) + TWO_YEARS_MS)
    return { error: `activatedAt: ${PROBLEMS.tooFar} (got ${show(activatedAt)})` };
  return result.output;
}
