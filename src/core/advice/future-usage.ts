import type { Usage } from '../contract.ts';
import { HOUR_MS } from '../duration.ts';
import type { LearnedFutures } from '../forecast/learn-futures.ts';
import type { ZoneClock } from '../forecast/zone-clock.ts';

/** One simulated future as usage by the hour, from now to `endMs`. */
export function futureUsage(
  { futures, rhythm }: LearnedFutures,
  clock: ZoneClock,
  {
    path,
    nowMs,
    endMs,
    shares,
  }: {
    path: number;
    nowMs: number;
    endMs: number;
    shares: readonly { site: string; share: number }[];
  },
): Usage[] {
  const today = clock.dayOf(nowMs);
  const usage: Usage[] = [];
  let atMs = nowMs;
  clock.eachHour(nowMs, endMs, (day, hour, ms) => {
    const pace = futures.paces(day - today)[path] ?? 0;
    const bytes = (pace * rhythm.shareOf(day, hour) * ms) / HOUR_MS;
    const from = new Date(atMs).toISOString();
    const to = new Date((atMs += ms)).toISOString();
    for (const { site, share } of shares)
      if (bytes * share >= 1) usage.push({ from, to, site, bytes: Math.round(bytes * share) });
  });
  return usage;
}
