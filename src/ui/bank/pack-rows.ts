import type { Allowance, PlanStatus } from '../../core/contract.ts';
import type { Pace } from '../../core/pace.ts';
import { bytesPer, pickUnit } from '../format/data-unit.ts';
import { dataText, dataWords } from '../format/data-text.ts';
import type { Voice } from '../wording/voice.ts';
import { LEAN_STEP, type Side } from './bank-geometry.ts';

/** An allowance apart from the plan's general data: for certain sites, for certain hours, or zero-rated. */
export type PackRow = {
  id: string;
  name: string;
  pace: Pace;
  /** `null`: it has no limit to draw. */
  side: Side | null;
  usage: string;
  rest: string;
};

/**
 * A row for each such allowance that is valid now, in the plan's order; none before the plan starts or after it ends.
 */
export function packRows(status: PlanStatus, voice: Voice): PackRow[] {
  if (status.state === 'expired' || status.state === 'not-started') return [];
  return status.plan.allowances
    .filter(({ sites, hours, free }) => sites !== undefined || hours !== undefined || free)
    .filter(({ from, until }) => isWithin(Date.parse(status.at), from, until))
    .flatMap((allowance) => rowOf(allowance, status, voice) ?? []);
}

function rowOf(allowance: Allowance, status: PlanStatus, voice: Voice): PackRow | null {
  const state = status.allowances.find(({ id }) => id === allowance.id);
  if (state === undefined) return null;
  const { words, language } = voice;
  const base = status.plan.unit;
  const { used, remaining } = state;
  const name = allowance.label || (allowance.sites ?? []).join(', ');
  const row = { id: allowance.id, name };
  if (allowance.free || remaining === null) {
    const rest = dataWords(used, { base }, voice);
    return { ...row, pace: 'idle', side: null, usage: allowance.free ? words.notCounted : words.noLimitShort, rest };
  }
  const total = used + remaining;
  const unit = pickUnit(total, base);
  const options = { base, unit, decimals: unit === 'GB' && total < 100 * bytesPer(unit, base) ? 2 : 0 };
  const side = { gone: goneOf(state, status.at), used: total > 0 ? used / total : 1 };
  return {
    ...row,
    side,
    pace: remaining <= 0 ? 'out' : side.used - side.gone > LEAN_STEP ? 'short' : 'spare',
    // The short form, because the pack's name needs the room.
    usage: words.todayPart(dataText(used, options, language).number, dataWords(total, options, voice)),
    rest: words.todayLeft(dataWords(remaining, options, voice)),
  };
}

/** The share of the pack's period that is over; where the period has no end, the share used, so that nothing leans. */
function goneOf({ periodStart, periodEnd, used, remaining }: PlanStatus['allowances'][number], at: string): number {
  if (periodEnd === null) return used / Math.max(1, used + (remaining ?? 0));
  const [start, end] = [Date.parse(periodStart), Date.parse(periodEnd)];
  return Math.min(1, Math.max(0, (Date.parse(at) - start) / Math.max(1, end - start)));
}

function isWithin(at: number, from: string | undefined, until: string | undefined): boolean {
  return (from === undefined || Date.parse(from) <= at) && (until === undefined || at < Date.parse(until));
}
