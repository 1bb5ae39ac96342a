import type { Allowance, Plan } from './contract.ts';
import { DAY_MS, HOUR_MS } from './duration.ts';
import { hourWindows } from './hour-window.ts';
import { periodAt } from './period.ts';
import { allowanceSpan, includes, planSpan, type Span } from './plan-span.ts';
import { zoneTime } from './zone-time.ts';

/**
 * From this age on slots are folded into hours, then into days. A month's period is over by the first; the second keeps
 * more weeks of hours than the forecast learns its rhythm from.
 */
export const FOLD_AFTER_MS = { hours: 35 * DAY_MS, days: 100 * DAY_MS };

/**
 * Slots of one owner that have the same key may be folded into one: no sum over any period, window of hours or calendar
 * day of these plans changes. Days are those of each plan's zone; where there are no plans, of `timeZone`.
 *
 * @param plans whose usage the slot may be
 * @param slot epoch ms
 * @returns `null` for a slot too young to be folded
 */
export function foldKey(
  slot: { from: number; to: number },
  plans: readonly Plan[],
  timeZone: string,
  nowMs: number,
): string | null {
  const age = nowMs - slot.to;
  if (age < FOLD_AFTER_MS.hours) return null;
  const zones = plans.length > 0 ? plans.map((plan) => plan.timeZone) : [timeZone];
  const parts: unknown[] = zones.map((zone) => zoneTime(zone).dayOf(slot.from));
  if (age < FOLD_AFTER_MS.days) parts.push(Math.floor(slot.from / HOUR_MS));
  for (const plan of plans) {
    parts.push(sideOf(planSpan(plan), slot.from));
    for (const allowance of plan.allowances) parts.push(...placeIn(plan, allowance, slot.from));
  }
  return JSON.stringify(parts);
}

/** Which of an allowance's periods and hours an instant lies in, or between. */
function placeIn(plan: Plan, allowance: Allowance, atMs: number): number[] {
  const life = sideOf(allowanceSpan(plan, allowance), atMs);
  const period = periodAt(plan, allowance, atMs).startMs;
  if (!allowance.hours) return [life, period];
  const lately = hourWindows(allowance.hours, zoneTime(plan.timeZone), { startMs: atMs - 2 * DAY_MS, endMs: atMs });
  const changes = lately.flatMap(({ startMs, endMs }) => [startMs, endMs]).filter((ms) => ms <= atMs);
  return [life, period, Math.max(...changes)];
}

/** −1 before the span, 0 within, 1 after: a slot folded from both sides would reach across the span. */
const sideOf = (span: Span, atMs: number) => (includes(span, atMs) ? 0 : Math.sign(atMs - span.startMs + 0.5));
