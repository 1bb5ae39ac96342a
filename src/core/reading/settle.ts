import type { Claim, Role } from './claim.ts';
import { exactBytes, stepBytes, sumAmounts, type DataAmount } from './data-amount.ts';
import { unread } from './unread.ts';

/** What a message says of one pool, or of all that general traffic draws on. */
export type Settled = Partial<Record<Role, DataAmount>> & {
  percentUsed?: number;
  isExhausted?: true;
  scope: 'general' | 'other';
};

type AmountClaim = Extract<Claim, { kind: 'amount' }>;

/**
 * Reduces a message's figures to one of each kind. The general pool goes before its parts, a figure for all before
 * figures for some; parts alone are added up. App packs, roaming and night data count only where nothing else is named,
 * and make the reading one of scope 'other'. A day's figure gives way to the period's, unless the plan itself is a
 * daily one.
 *
 * @param prefersToday the plan's general allowance starts anew every day
 * @returns `null` where no figure says what is used or left; an error where two say different things
 */
export function settle(claims: readonly Claim[], prefersToday: boolean): Settled | { error: string } | null {
  const own = claims.filter(({ pool }) => pool.rank !== 'other');
  const others = claims.filter(({ pool }) => pool.rank === 'other');
  if (saysSomething(own)) return settlePool(generalOf(own, others.length > 0), 'general', prefersToday);
  if (!saysSomething(others)) return null;
  const first = others.find((claim) => saysSomething([claim]));
  return settlePool(
    others.filter(({ pool }) => pool.name === first?.pool.name),
    'other',
    prefersToday,
  );
}

const saysSomething = (claims: readonly Claim[]) =>
  claims.some((claim) => claim.kind !== 'amount' || claim.role !== 'whole');

/** Beside app packs, a figure that does not say 'general' may include them. */
function generalOf(own: readonly Claim[], hasOthers: boolean): readonly Claim[] {
  const general = own.filter(({ pool }) => pool.rank === 'general');
  return hasOthers && saysSomething(general) ? general : own;
}

function settlePool(
  claims: readonly Claim[],
  scope: Settled['scope'],
  prefersToday: boolean,
): Settled | { error: string } {
  const amounts = claims.filter((claim): claim is AmountClaim => claim.kind === 'amount');
  const settled: Settled = { scope };
  for (const role of ['used', 'left', 'whole'] as const) {
    const amount = settleRole(role, amounts, prefersToday);
    if (amount !== null && 'error' in amount) {
      // A total is not needed: where two are named, neither is taken.
      if (role === 'whole') continue;
      return amount;
    }
    if (amount !== null) settled[role] = amount;
  }
  const percents = claims.flatMap((claim) => (claim.kind === 'percent' ? [claim] : []));
  const shares = new Set(
    chosen(percents, prefersToday).map(({ role, percent }) => (role === 'used' ? percent : 100 - percent)),
  );
  if (shares.size > 1) return unread('twoShares');
  const [share] = shares;
  if (share !== undefined) settled.percentUsed = Math.round(share * 1e6) / 1e6;
  // Where one pack is used up and another is not, something is left.
  const isElsewhere = (name: string) =>
    amounts.some(({ role, pool, amount }) => role === 'left' && pool.name !== name && exactBytes(amount, 1000) > 0);
  const isSpent = claims.some(({ kind, pool }) => kind === 'spent' && !isElsewhere(pool.name));
  if (isSpent || (share !== undefined && share >= 100)) settled.isExhausted = true;
  const isEmpty = !settled.used && !settled.left && share === undefined && !settled.isExhausted;
  return isEmpty ? unread('apart') : settled;
}

function settleRole(
  role: Role,
  all: readonly AmountClaim[],
  prefersToday: boolean,
): DataAmount | { error: string } | null {
  const claims = chosen(
    all.filter((claim) => claim.role === role),
    prefersToday,
  );
  const general = claims.filter(({ pool }) => pool.rank === 'general');
  if (general.length > 0) return addUp(role, general);
  const whole = claims.filter(({ pool }) => pool.rank === 'plain' && !pool.isAmong);
  if (whole.length > 0) return addUp(role, whole);
  // 国内8GB（含结转2GB）: a part of what stands before it is in that figure already.
  const isWithin = (claim: AmountClaim) =>
    claim.pool.isAmong &&
    all.slice(0, all.indexOf(claim)).some((before) => before.role === claim.role && !before.pool.isAmong);
  const parts = claims.filter((claim) => !isWithin(claim));
  const others = all.filter((claim) => claim.pool.rank === 'part' && !isWithin(claim));
  const names = new Set(others.map(({ pool }) => pool.name));
  const named = new Set(parts.map(({ pool }) => pool.name));
  return parts.length > 0 && [...names].every((name) => named.has(name)) ? addUp(role, parts) : null;
}

/** Outright figures before guesses, and the period's before the day's (or the other way about). */
function chosen<T extends Claim>(claims: readonly T[], prefersToday: boolean): T[] {
  const outright = claims.filter(({ isWeak }) => !isWeak);
  const best = outright.length > 0 ? outright : [...claims];
  const wanted = best.filter(({ pool }) => pool.isToday === prefersToday);
  return wanted.length > 0 ? wanted : best;
}

function addUp(role: Role, claims: readonly AmountClaim[]): DataAmount | { error: string } {
  const byPool = new Map<string, DataAmount>();
  const placeless = claims.filter(({ pool }) => pool.place === '');
  for (const { pool, amount } of placeless.length > 0 ? placeless : claims) {
    const key = `${pool.name} ${pool.place}`;
    const known = byPool.get(key);
    if (known !== undefined && !isSame(known, amount)) return unread('twoFigures', MEANING[role]);
    byPool.set(key, known === undefined ? amount : finer(known, amount));
  }
  return sumAmounts([...byPool.values()]);
}

const MEANING: Record<Role, string> = { used: 'used', left: 'left', whole: 'the total' };

/** The same but for rounding, in one unit or the other. */
const isSame = (a: DataAmount, b: DataAmount) =>
  ([1000, 1024] as const).some(
    (unit) => Math.abs(exactBytes(a, unit) - exactBytes(b, unit)) <= Math.max(stepBytes(a, unit), stepBytes(b, unit)),
  );

const finer = (a: DataAmount, b: DataAmount) => (stepBytes(b, 1000) < stepBytes(a, 1000) ? b : a);
