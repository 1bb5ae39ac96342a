import { DAY_MS, HOUR_MS } from '../duration.ts';
import { PATHS, type Futures } from './futures.ts';
import type { Rhythm } from './rhythm.ts';
import type { ZoneClock } from './zone-clock.ts';

/** What the simulated futures add up to from now on. Instants are epoch milliseconds. */
export type FutureTotals = {
  /** Bytes from now to `ms` in each future, ascending. */
  until(ms: number): Float64Array;
  /** When each future has used `bytes`, ascending; `Infinity` where not before `ms`. */
  crossings(bytes: number, ms: number): Float64Array;
};

/** Beyond this, each future goes on at the average pace that it had until here. */
export const HORIZON_DAYS = 120;

type Day = {
  startMs: number;
  endMs: number;
  /** Ends of the day's hours, and the share of an average day from `startMs` to each. */
  hourEnds: number[];
  shares: number[];
  /** Bytes of each future from now to `startMs`. */
  before: Float64Array;
  pace: Float64Array;
};

/** Days are computed once, and only as far ahead as they are asked for. */
export function createFutureTotals(futures: Futures, rhythm: Rhythm, clock: ZoneClock, nowMs: number): FutureTotals {
  const today = clock.dayOf(nowMs);
  const horizonMs = nowMs + HORIZON_DAYS * DAY_MS;
  const days: Day[] = [];

  function addDay(): Day {
    const last = days.at(-1);
    const startMs = last?.endMs ?? nowMs;
    const endMs = clock.dayStart(today + days.length + 1);
    const hourEnds: number[] = [];
    const shares: number[] = [];
    let share = 0;
    let end = startMs;
    clock.eachHour(startMs, endMs, (day, hour, ms) => {
      share += (rhythm.shareOf(day, hour) * ms) / HOUR_MS;
      hourEnds.push((end += ms));
      shares.push(share);
    });
    const before = last
      ? last.before.map((bytes, path) => bytes + paceOf(last, path) * wholeShare(last))
      : new Float64Array(PATHS);
    const day = { startMs, endMs, hourEnds, shares, before, pace: futures.paces(days.length) };
    days.push(day);
    return day;
  }

  function dayAt(ms: number): Day {
    let day = days.at(-1) ?? addDay();
    while (day.endMs <= ms) day = addDay();
    return days.findLast(({ startMs }) => startMs <= ms) ?? day;
  }

  function unsorted(ms: number): Float64Array {
    const beyond = Math.max(1, (ms - nowMs) / (horizonMs - nowMs));
    const day = dayAt(Math.min(ms, horizonMs));
    const share = shareAt(day, Math.min(ms, horizonMs));
    return day.before.map((bytes, path) => (bytes + paceOf(day, path) * share) * beyond);
  }

  function crossing(path: number, bytes: number, lastMs: number): number {
    const day = days.findLast(({ before }) => (before[path] as number) < bytes);
    if (day === undefined) return nowMs;
    const crossed = msAt(day, (bytes - (day.before[path] as number)) / paceOf(day, path));
    return Math.min(crossed, lastMs);
  }

  return {
    until: (ms) => (ms > nowMs ? unsorted(ms).sort() : new Float64Array(PATHS)),
    crossings(bytes, ms) {
      if (bytes <= 0) return new Float64Array(PATHS).fill(nowMs);
      if (ms <= nowMs) return new Float64Array(PATHS).fill(Infinity);
      const totals = unsorted(ms);
      const atHorizon = ms > horizonMs ? unsorted(horizonMs) : totals;
      return totals
        .map((total, path) => {
          if (total < bytes) return Infinity;
          const near = atHorizon[path] as number;
          return near < bytes
            ? nowMs + (horizonMs - nowMs) * (bytes / near)
            : crossing(path, bytes, Math.min(ms, horizonMs));
        })
        .sort();
    },
  };
}

const paceOf = (day: Day, path: number) => day.pace[path] as number;
const wholeShare = (day: Day) => day.shares.at(-1) ?? 0;

function shareAt(day: Day, ms: number): number {
  const hour = day.hourEnds.findIndex((end) => ms <= end);
  const [startMs, startShare] = hourStart(day, hour);
  const [endMs, endShare] = [day.hourEnds[hour] ?? startMs, day.shares[hour] ?? startShare];
  return endMs > startMs ? startShare + ((ms - startMs) / (endMs - startMs)) * (endShare - startShare) : startShare;
}

/** The inverse of {@link shareAt}. */
function msAt(day: Day, share: number): number {
  const hour = day.shares.findIndex((reached) => share <= reached);
  if (hour < 0) return day.endMs;
  const [startMs, startShare] = hourStart(day, hour);
  const [endMs, endShare] = [day.hourEnds[hour] as number, day.shares[hour] as number];
  return endShare > startShare
    ? startMs + ((share - startShare) / (endShare - startShare)) * (endMs - startMs)
    : startMs;
}

function hourStart(day: Day, hour: number): [ms: number, share: number] {
  return hour > 0 ? [day.hourEnds[hour - 1] as number, day.shares[hour - 1] as number] : [day.startMs, 0];
}
