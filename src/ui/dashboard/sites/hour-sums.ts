import type { History } from '../../../core/history.ts';
import { wallClock } from '../../format/wall-clock.ts';

/** Bytes by hour of the day, 0…23, summed over all days. @param history by hours */
export function hourSums(history: History, zone: string): number[] {
  const sums = Array.from({ length: 24 }, () => 0);
  for (const [i, start] of history.starts.entries()) {
    const { down, up } = history.stretches[i]!;
    if (down + up === 0) continue;
    const { hour } = wallClock(start, zone);
    sums[hour] = sums[hour]! + down + up;
  }
  return sums;
}
