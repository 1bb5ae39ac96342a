import type { Refusal } from '../core/contract.ts';
import { outlookOf, type Outlook } from '../core/outlook.ts';
import { refuse } from '../core/refusals.ts';
import { readStatus } from './popup-view.ts';
import type { RepliesDeps } from './replies.ts';

/** The active plan's period so far, and its forecast. */
export async function readOutlook(deps: RepliesDeps): Promise<Outlook | Refusal> {
  await deps.flush();
  const now = deps.now();
  const status = await readStatus(deps, now);
  if (!status) return refuse('noPlan', 'outlook');
  return outlookOf(status, await deps.usage.ofPlan(status.plan, deps.plans.list().plans, now));
}
