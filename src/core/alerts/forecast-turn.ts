import { bankShares } from '../bank-shares.ts';
import type { PlanStatus } from '../contract.ts';
import { MINUTE_MS } from '../duration.ts';
import { epochMs } from '../epoch-ms.ts';

/**
 * The steadied verdict of a period's forecast. `sinceMs`: when it began to say that the data runs out early, `null`
 * while it says that it lasts. `held`: it has said so for long enough.
 */
export type ForecastTurn = { period: string; sinceMs: number | null; held: boolean };

/** A forecast that has just turned may turn back with the next page. */
const HOLD_MS = 10 * MINUTE_MS;

/** It turns where the data ends by this share of the period before the period does, and back where it lasts. */
const MARGIN = 0.02;

/** @returns `previous` itself where nothing changed */
export function forecastTurn(status: PlanStatus, previous: ForecastTurn | null, nowMs: number): ForecastTurn | null {
  const { from, to } = bankShares(status);
  if (status.state !== 'active' || to === null || status.forecast.method === 'none') return previous;
  const known = previous?.period === from ? previous : { period: from, sinceMs: null, held: false };
  const verdict = verdictOf(status, from, to);
  if (verdict === 'lasts') return known.sinceMs === null && known === previous ? known : clear(from);
  if (known.sinceMs === null) return verdict === 'early' ? { ...known, sinceMs: nowMs } : known;
  // A clock set back makes it wait again.
  if (nowMs < known.sinceMs && !known.held) return { ...known, sinceMs: nowMs };
  return known.held || nowMs - known.sinceMs < HOLD_MS ? known : { ...known, held: true };
}

const clear = (period: string): ForecastTurn => ({ period, sinceMs: null, held: false });

function verdictOf(status: PlanStatus, from: string, to: string): 'lasts' | 'between' | 'early' {
  const { runsOutAt } = status.forecast;
  if (runsOutAt === null) return 'lasts';
  const [start, end] = [epochMs(from), epochMs(to)];
  return epochMs(runsOutAt.p50) < end - MARGIN * (end - start) ? 'early' : 'between';
}
