import type { Plan } from '../contract.ts';

/** How much of the use was on the sites that a plan names; `''` is all the rest. Shares add up to 1. */
export function siteShares(
  history: readonly { bytes: number; site?: string }[],
  plan: Plan,
): { site: string; share: number }[] {
  const named = new Set(plan.allowances.flatMap(({ sites }) => sites ?? []));
  const sums = new Map<string, number>([['', 0]]);
  let all = 0;
  for (const { bytes, site = '' } of history) {
    const key = named.has(site) ? site : '';
    sums.set(key, (sums.get(key) ?? 0) + bytes);
    all += bytes;
  }
  return all === 0 ? [{ site: '', share: 1 }] : [...sums].map(([site, bytes]) => ({ site, share: bytes / all }));
}
