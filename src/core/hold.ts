import { parse } from 'tldts';
import * as v from 'valibot';
import type { Hold, Refusal } from './contract.ts';
import { epochMs } from './epoch-ms.ts';
import { describeIssue, PROBLEMS, show } from './field-issue.ts';
import { instant, integer, site as anySite } from './plan-field.ts';

/** The most bytes a day that a cap may name: 10 TB, which no plan sells. */
const MOST_BYTES = 1e13;

/** Rules hold a site's subdomains as well; those of a public suffix are other people's sites. */
const site = v.pipe(
  anySite,
  v.check((value) => !isPublicSuffix(value), PROBLEMS.sharedEnding),
);

function isPublicSuffix(site: string): boolean {
  const { domain, isIcann, isPrivate } = parse(site, { allowPrivateDomains: true, extractHostname: false });
  return domain === null && (isIcann === true || isPrivate === true);
}

const until = v.optional(instant);
const reason = v.optional(v.picklist(['user', 'threshold'], 'must be user or threshold'));

/** A hold from outside. Unknown keys are dropped. */
export const holdSchema = v.variant(
  'mode',
  [
    v.object({ site, mode: v.literal('paused'), until, reason }),
    v.object({ site, mode: v.literal('lean'), until, reason }),
    v.object({ site, mode: v.literal('capped'), bytesPerDay: integer(1, MOST_BYTES), until, reason }),
  ],
  'must be one of paused, lean, capped',
);

/**
 * A hold from input that nobody has checked.
 *
 * @param now ISO 8601 instant; a hold that had ended by then would hold nothing
 * @returns the hold with its site normalised, fields that its mode has no use for dropped and `reason` filled in; or
 *   what is wrong with the first bad field
 */
export function parseHold(input: unknown, now: string): Hold | Refusal {
  const result = v.safeParse(holdSchema, input);
  if (!result.success) return { error: describeIssue(result.issues[0], 'hold') };
  const hold = result.output;
  if (hold.until !== undefined && epochMs(hold.until) <= epochMs(now))
    return { error: `until: ${PROBLEMS.past} (got ${show(hold.until)})` };
  return { ...hold, reason: hold.reason ?? 'user' };
}
