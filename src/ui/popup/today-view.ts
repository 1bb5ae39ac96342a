import type { Pace } from '../../core/pace.ts';
import type { PlanStatus } from '../../core/contract.ts';
import { bankShares } from '../../core/bank-shares.ts';
import { DAY_MS } from '../../core/duration.ts';
import { LEAN_STEP, type Side } from '../bank/bank-geometry.ts';
import { bytesPer, pickUnit } from '../format/data-unit.ts';
import { dataText, dataWords } from '../format/data-text.ts';
import type { Voice } from '../wording/voice.ts';

export type TodayView = {
  pace: Pace;
  side: Side;
  /** What was used of the share; `part` says the same in fewer words. */
  usage: string;
  part: string;
  /** What is left of the share, or by how much it was exceeded. */
  rest: string;
};

/**
 * Today's usage of today's share; `null` where there is no such share: no limit, a plan that is not active or is used
 * up, or one whose period is a single day.
 */
export function todayView(status: PlanStatus, pace: Pace, voice: Voice): TodayView | null {
  const { used, share } = status.today;
  if (share === null || status.state !== 'active' || pace === 'idle' || isDaily(status)) return null;
  const { words, language } = voice;
  const base = status.plan.unit;
  const unit = pickUnit(Math.max(used, share), base);
  const options = { base, unit, decimals: unit === 'GB' && Math.max(used, share) < 100 * bytesPer(unit, base) ? 2 : 0 };
  const over = used > share;
  const [spent, whole] = [dataText(used, options, language).number, dataWords(share, options, voice)];
  const side = { gone: elapsed(status), used: share > 0 ? Math.min(1, used / share) : 1 };
  return {
    pace: over ? (pace === 'out' ? 'out' : 'short') : side.used > side.gone + LEAN_STEP ? 'short' : 'spare',
    side,
    usage: words.todayOf(spent, whole),
    part: words.todayPart(spent, whole),
    rest: over
      ? words.todayOver(dataWords(used - share, options, voice))
      : words.todayLeft(dataWords(share - used, options, voice)),
  };
}

function elapsed({ at, today }: PlanStatus): number {
  const [start, end] = [Date.parse(today.start), Date.parse(today.end)];
  return end > start ? Math.min(1, Math.max(0, (Date.parse(at) - start) / (end - start))) : 1;
}

function isDaily(status: PlanStatus): boolean {
  const { from, to } = bankShares(status);
  // A day may have 25 hours.
  return to !== null && Date.parse(to) - Date.parse(from) <= DAY_MS * 1.1;
}
