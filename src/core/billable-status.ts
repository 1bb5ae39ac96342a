import type { Plan, PlanStatus, Reading, Usage } from './contract.ts';
import { drawDown } from './draw-down.ts';
import { epochMs } from './epoch-ms.ts';
import type { Forecaster } from './plan-forecast.ts';
import { planRebase } from './plan-rebase.ts';
import { planStatus } from './plan-status.ts';

/**
 * A plan's status as the carrier will bill it: what was measured, times the factor that its readings have taught.
 * `outside` stays the carrier's figure less what was measured. The ledger and every report know nothing of the factor.
 *
 * @param factor billable ÷ measured bytes, see `learnCorrection`
 */
export function billableStatus(
  plan: Plan,
  usage: readonly Usage[],
  now: string,
  readings: readonly Reading[],
  factor: number,
  forecaster?: Forecaster,
): PlanStatus {
  if (factor === 1) return planStatus(plan, usage, now, readings, forecaster);
  const billable = usage.map((row) => ({ ...row, bytes: Math.round(row.bytes * factor) }));
  const nowMs = epochMs(now);
  const rebase = planRebase(plan, readings, nowMs);
  if (rebase !== null) drawDown(plan, usage, nowMs, nowMs, rebase.stop);
  return { ...planStatus(plan, billable, now, readings, forecaster), outside: rebase?.outside ?? null };
}
