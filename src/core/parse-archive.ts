import * as v from 'valibot';
import { archivedUsageSchema } from './archive-usage.ts';
import { readingSchema } from './check-reading.ts';
import type { Archive, Refusal } from './contract.ts';
import { describeIssue, PROBLEMS } from './field-issue.ts';
import { holdSchema } from './hold.ts';
import { planSchema } from './plan.ts';
import { instant, text } from './plan-field.ts';

const list = <T extends v.GenericSchema>(of: T, most: number) =>
  v.pipe(v.array(of, 'must be a list'), v.maxLength(most, `must not hold more than ${most}`));

/**
 * More than anybody has: ten plans a year for a lifetime, a reading a day for 25 years, a hold on each of 5000 sites;
 * and of usage what three years of 300 sites come to, three times over.
 */
const MOST = { plans: 1000, readings: 10_000, holds: 5000, usage: 2_000_000 };

const lengths = v.object(
  {
    format: v.literal('datagauge-archive', PROBLEMS.format),
    version: v.literal(1, PROBLEMS.version),
    plans: list(v.unknown(), MOST.plans),
    readings: list(v.unknown(), MOST.readings),
    holds: list(v.unknown(), MOST.holds),
    usage: list(v.unknown(), MOST.usage),
  },
  'must be an object',
);

const holdDetails = v.object({
  plan: v.optional(text(100)),
  embeds: v.optional(v.literal(true, 'must be true, or left out')),
});

const archiveSchema = v.pipe(
  v.object({
    format: v.literal('datagauge-archive'),
    version: v.literal(1),
    exportedAt: instant,
    plans: v.array(planSchema),
    active: v.nullable(text(100)),
    readings: v.array(v.object({ plan: text(100), reading: readingSchema }, 'must be an object')),
    holds: v.array(v.intersect([holdSchema, holdDetails])),
    usage: v.array(archivedUsageSchema),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const { plans, active } = dataset.value;
    const ids = new Set<string>();
    plans.forEach((plan, index) => {
      const value: unknown = dataset.value;
      if (ids.has(plan.id))
        addIssue({
          message: 'must not be taken twice',
          path: [
            { type: 'object', origin: 'value', input: value as Record<string, unknown>, key: 'plans', value: plans },
            { type: 'array', origin: 'value', input: plans, key: index, value: plan },
            { type: 'object', origin: 'value', input: plan, key: 'id', value: plan.id },
          ],
        });
      ids.add(plan.id);
    });
    if (active !== null && !ids.has(active))
      addIssue({
        message: 'must be one of the plans',
        path: [{ type: 'object', origin: 'value', input: dataset.value, key: 'active', value: active }],
      });
  }),
);

/**
 * An archive from input that nobody has checked. The lengths of its lists are checked before what is in them.
 *
 * @returns the archive with unknown keys dropped, or what is wrong with the first bad field: `archive usage[3].down:
 *   must not be negative (got -5)`
 */
export function parseArchive(input: unknown): Archive | Refusal {
  const outline = v.safeParse(lengths, input, { abortEarly: true });
  if (!outline.success) return { error: named(describeIssue(outline.issues[0], '')) };
  const result = v.safeParse(archiveSchema, input, { abortEarly: true });
  if (!result.success) return { error: named(describeIssue(result.issues[0], '')) };
  const holds = result.output.holds.map((hold) => ({ ...hold, reason: hold.reason ?? ('user' as const) }));
  return { ...result.output, holds };
}

const named = (issue: string) => `archive${issue.startsWith(':') ? '' : ' '}${issue}`;
