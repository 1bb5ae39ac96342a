import type { Plan, Reading, Usage } from './contract.ts';
import { drawDown } from './draw-down.ts';
import { epochMs } from './epoch-ms.ts';
import { planRebase } from './plan-rebase.ts';

/** A carrier's figure beside ours, both true for one instant. Bytes. */
export type Comparison = {
  /** Epoch ms. */
  asOfMs: number;
  /** When the period that both speak of began, epoch ms. */
  sinceMs: number;
  /** What the carrier had used up by then. */
  said: number;
  /** What we had counted. */
  ours: number;
};

/**
 * Sets a reading beside what was counted by its own time.
 *
 * @param usage of this plan, as `planStatus` takes it
 * @returns `null` where the reading says nothing of the general data in this plan's life
 */
export function compareReading(plan: Plan, usage: readonly Usage[], reading: Reading): Comparison | null {
  const asOfMs = reading.asOf === null ? NaN : epochMs(reading.asOf);
  if (Number.isNaN(asOfMs)) return null;
  // True for the very instant of a reset, it speaks of the period that ended there.
  for (const ms of [asOfMs, asOfMs - 1]) {
    const rebase = planRebase(plan, [{ ...reading, asOf: new Date(ms).toISOString() }], ms);
    if (rebase === null) continue;
    drawDown(plan, usage, ms, ms, rebase.stop);
    const { outside, ours, sinceMs } = rebase;
    return outside === null || ours === null ? null : { asOfMs, sinceMs, ours, said: ours + outside };
  }
  return null;
}
