import type { Node } from './bind.ts';
import type { Claim, Pool } from './claim.ts';
import type { Settled } from './settle.ts';
import type { Times } from './times.ts';

/**
 * A balance that names only an amount and an end ('11.17 GBs DATA until 13 June') is what is left: only that runs out.
 * Beside it there may be packs for certain apps or places.
 */
export function soleRemainder(
  claims: readonly Claim[],
  unclaimed: readonly { node: Node; pool: Pool }[],
  times: Times,
): Settled | null {
  const general = unclaimed.filter(({ pool }) => pool.rank !== 'other');
  const [only, ...more] = general.length > 0 ? general : unclaimed;
  if (only === undefined || more.length > 0 || claims.length > 0) return null;
  if (times.untilMs === null && times.otherUntilMs === null) return null;
  if (only.node.kind !== 'amount') return null;
  return { left: only.node.amount, scope: only.pool.rank === 'other' ? 'other' : 'general' };
}
