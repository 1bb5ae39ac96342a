import type { Allowance, PlanStatus } from './contract.ts';

/** Where a plan stands on its two edges: time above, data below. */
export type BankShares = {
  /** The period shown: between two resets of the plan's main allowance; ISO 8601. `to` is `null` where none ends. */
  from: string;
  to: string | null;
  /** Whether data renews at `to`; if not, it ends then, with the plan or, of a prepaid balance, without it. */
  renews: boolean;
  /** 0…1 of the period elapsed; equal to `used` where no period ends, so that nothing leans. */
  gone: number;
  /** 0…1 of the data used; 0 where there is no limit. */
  used: number;
  /** Bytes that general traffic could draw on in this period, top-ups included; `null`: no limit. */
  total: number | null;
};

/** What draws the bank, from a plan's status. */
export function bankShares(status: PlanStatus): BankShares {
  const main = mainAllowance(status);
  const period = status.allowances.find(({ id }) => id === main?.id);
  const from = period?.periodStart ?? status.startsAt;
  const to = period?.periodEnd ?? status.endsAt;
  const total = totalBytes(status);
  const used = total === null ? 0 : total === 0 ? 1 : share(status.used, total);
  const start = Date.parse(from);
  const gone = to === null ? used : share(Date.parse(status.at) - start, Date.parse(to) - start);
  const isBeforeEnd = to !== null && (status.endsAt === null || Date.parse(to) < Date.parse(status.endsAt));
  const renews = isBeforeEnd && main !== undefined && main.resets.every !== 'never';
  return { from, to, renews, gone, used, total };
}

/** When the plan, or a prepaid balance of a plan without an end, ends; ISO 8601, `null`: never. */
export function endOfData(status: PlanStatus): string | null {
  const { to, renews } = bankShares(status);
  return status.endsAt ?? (renews ? null : to);
}

/**
 * The allowance whose resets are the plan's rhythm: the first that is general and not a top-up; of those of a prepaid
 * balance, which all end, the one that lasts longest.
 */
export function mainAllowance({ plan }: PlanStatus): Allowance | undefined {
  const general = generalAllowances(plan.allowances);
  const own = general.filter(({ from, until }) => from === undefined && until === undefined);
  const endOf = ({ until }: Allowance) => (until === undefined ? Infinity : Date.parse(until));
  const lasting = general.toSorted((a, b) => endOf(b) - endOf(a))[0];
  return own.find(({ hours }) => hours === undefined) ?? own[0] ?? lasting;
}

function totalBytes(status: PlanStatus): number | null {
  if (status.remaining === null) return null;
  if (status.remaining > 0) return status.used + status.remaining;
  // What went past the allowance may be part of `used`, and must not stretch the scale.
  const at = Date.parse(status.at);
  const bought = generalAllowances(status.plan.allowances)
    .filter(({ from }) => from === undefined || Date.parse(from) <= at)
    .filter(({ until }) => until === undefined || Date.parse(until) > at)
    .reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
  return bought > 0 ? bought : status.used;
}

function generalAllowances(allowances: Allowance[]): Allowance[] {
  return allowances.filter(({ sites, free }) => sites === undefined && free === undefined);
}

function share(part: number, whole: number): number {
  return whole > 0 ? Math.min(1, Math.max(0, part / whole)) : 1;
}
