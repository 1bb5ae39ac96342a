import { mainAllowance } from './bank-shares.ts';
import type { PlanStatus } from './contract.ts';
import { paceOf, type Pace } from './pace.ts';

/** Text of four characters at most, and the pace that colours it. */
export type Badge = { text: string; pace: Pace };

/**
 * The toolbar's badge: what is left (`8.4G`, `740M`), rounded down so that it never promises more than there is; the
 * speed once throttled (`128k`, `1Mb`); `0` once cut or charged; `–` where metering or the plan rests; nothing
 * without a plan or without a limit.
 */
export function badgeOf(status: PlanStatus | null, metered: boolean): Badge {
  const pace = paceOf(status, metered);
  return { pace, text: status === null || status.state === 'not-started' ? '' : badgeText(status, metered) };
}

function badgeText(status: PlanStatus, metered: boolean): string {
  if (!metered || status.state === 'expired') return '–';
  if (status.state === 'throttled') return speedText(throttleKbps(status));
  if (status.state !== 'active') return '0';
  return status.remaining === null ? '' : leftText(status.remaining, status.plan.unit);
}

/** The speed that a throttled plan goes on at, in kbit/s; `null` where its allowances name none. */
export function throttleKbps(status: PlanStatus): number | null {
  const all = [mainAllowance(status), ...status.plan.allowances];
  for (const allowance of all) if (allowance?.after.kind === 'throttle') return allowance.after.kbps;
  return null;
}

function speedText(kbps: number | null): string {
  if (kbps === null) return '0';
  return kbps < 1000 ? `${Math.floor(kbps)}k` : `${Math.min(99, Math.floor(kbps / 1000))}Mb`;
}

function leftText(bytes: number, unit: 1000 | 1024): string {
  const megabytes = Math.floor(bytes / unit ** 2);
  if (megabytes < 1) return bytes > 0 ? '<1M' : '0';
  if (megabytes < 1000) return `${megabytes}M`;
  const gigabytes = bytes / unit ** 3;
  if (gigabytes < 10) return `${(Math.floor(gigabytes * 10) / 10).toFixed(1)}G`;
  if (gigabytes < 1000) return `${Math.floor(gigabytes)}G`;
  return `${Math.min(999, Math.floor(gigabytes / unit))}T`;
}
