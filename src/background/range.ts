import type { Refusal } from '../core/contract.ts';
import { currentPeriod } from '../core/current-period.ts';
import { epochMs } from '../core/epoch-ms.ts';
import { SLOT_MS } from '../core/slot.ts';
import { refuse } from '../core/refusals.ts';
import { readStatus, type StatusDeps } from './popup-view.ts';

/** The time range that a message asks for, epoch ms; the default is the active plan's current period. */
export async function rangeOf(
  deps: StatusDeps,
  asked: { from?: string | undefined; to?: string | undefined },
  now: number,
): Promise<{ from: number; to: number } | Refusal> {
  const fallback = asked.from === undefined || asked.to === undefined ? await defaultRange(deps, now) : null;
  const from = asked.from === undefined ? fallback!.from : epochMs(asked.from);
  const to = asked.to === undefined ? fallback!.to : epochMs(asked.to);
  if (from > to) return refuse('backwards', String(asked.from), asked.to ?? 'now');
  return { from, to };
}

/** The active plan's current period; without one, all time. */
async function defaultRange(deps: StatusDeps, now: number): Promise<{ from: number; to: number }> {
  const status = await readStatus(deps, now);
  const to = Math.floor(now / SLOT_MS) * SLOT_MS + SLOT_MS;
  if (!status) return { from: deps.plans.settings().countingSince ?? now, to };
  const period = currentPeriod(status);
  const from = Date.parse(period.from);
  // A plan that has not begun has no usage.
  return { from, to: Math.max(from, Math.min(to, period.to === null ? to : Date.parse(period.to))) };
}
