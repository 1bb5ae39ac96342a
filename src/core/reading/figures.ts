import type { Reading, Refusal } from '../contract.ts';
import { exactBytes, stepBytes, type DataAmount } from './data-amount.ts';
import type { Settled } from './settle.ts';
import { provenUnit } from './unit-proof.ts';

/** More than any plan holds; beyond it a number was misread. */
const MOST_BYTES = 100e12;
/** Times its total that a carrier lets a plan run over, in the wildest case. */
const MOST_OVER = 100;
/** Percentage points by which a share and the figures beside it may differ: alerts name the mark that was passed. */
const SHARE_SLACK = 20;

/** The part of a reading that figures make up. */
export type Figures = Pick<Reading, 'used' | 'remaining' | 'total' | 'percentUsed' | 'exhausted' | 'unit' | 'scope'>;

/**
 * A reading's figures in bytes, once they are possible and agree with each other.
 *
 * @param fallback the unit where the figures prove none
 */
export function figuresOf(settled: Settled, fallback: 1000 | 1024): Figures | Refusal {
  const { used, left, whole, percentUsed } = settled;
  const amounts = [used, left, whole].filter((amount) => amount !== undefined);
  const isBinary = amounts.length > 0 && amounts.every((amount) => amount.isBinary);
  const proven = used && left ? provenUnit(used, left, whole) : isBinary ? 1024 : null;
  const unit = proven ?? fallback;
  const bytes = (amount: DataAmount | undefined) =>
    amount === undefined ? undefined : Math.round(exactBytes(amount, unit));
  const figures: Figures = {
    ...(used && { used: bytes(used) }),
    ...(left && { remaining: bytes(left) }),
    ...(whole && { total: bytes(whole) }),
    ...(percentUsed !== undefined && { percentUsed }),
    ...(settled.isExhausted && { exhausted: true as const }),
    unit: proven,
    scope: settled.scope,
  };
  const error = impossible(figures) ?? contradiction(figures, settled, unit);
  return error === null ? figures : { error };
}

function impossible({ used = 0, remaining = 0, total = 0, percentUsed = 0 }: Figures): string | null {
  const most = Math.max(used, remaining, total);
  if (!(most <= MOST_BYTES)) return `${most / 1e12} TB is more than any plan holds.`;
  if (percentUsed < 0 || percentUsed > MOST_OVER * 100) return `${percentUsed} % used cannot be.`;
  if (total > 0 && used > total * MOST_OVER) return `${used} bytes used of ${total} cannot be.`;
  return null;
}

function contradiction(figures: Figures, { used, left, whole }: Settled, unit: 1000 | 1024): string | null {
  const { remaining, total, percentUsed, exhausted } = figures;
  const slack = [used, left, whole].reduce((sum, amount) => sum + (amount ? stepBytes(amount, unit) / 2 : 0), 1);
  if (exhausted && remaining !== undefined && remaining > 0) {
    return 'The message contradicts itself: all is used up, and something is left.';
  }
  if (total === undefined) return null;
  if (remaining !== undefined && remaining > total + slack)
    return 'The message contradicts itself: more is left than the total.';
  if (figures.used !== undefined && remaining !== undefined && figures.used <= total) {
    const isSum = Math.abs(figures.used + remaining - total) <= slack;
    if (!isSum) return 'The message contradicts itself: used and left do not add up to the total.';
  }
  const share = figures.used ?? (remaining === undefined ? undefined : total - remaining);
  if (share === undefined || percentUsed === undefined || total === 0) return null;
  const isAlike = Math.abs((share / total) * 100 - percentUsed) <= SHARE_SLACK;
  return isAlike ? null : 'The message contradicts itself: the share used is not that of its figures.';
}
