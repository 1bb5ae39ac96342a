import { Temporal } from 'temporal-polyfill';
import { DAY_MS, MINUTE_MS } from './duration.ts';

/** Wall-clock arithmetic of one IANA zone. Days are numbered from 1 January 1970, local; instants are epoch ms. */
export type ZoneTime = {
  /** The local calendar day of an instant. */
  dayOf(ms: number): number;
  /** The first instant of a local day; not always 00:00 where clocks change at midnight. */
  dayStart(day: number): number;
  /**
   * When a local day's clock shows a time. A time that comes twice is the first of the two; one that is skipped lies as
   * far behind the change as it would have (Temporal's 'compatible').
   */
  clockTime(day: number, minutes: number): number;
  /** What the zone's clock does around an instant. */
  stretchAt(ms: number): Stretch;
};

/** Between two changes of the zone's offset. */
type Stretch = { startMs: number; endMs: number; offsetMs: number };

const known = new Map<string, ZoneTime>();

/**
 * The rules come from Temporal; the arithmetic between two changes of offset is done here, because a daily quota over
 * three years asks a thousand times and Temporal takes 30 µs for each answer. Zones are kept: they are few, and their
 * rules do not change while the program runs.
 *
 * @throws RangeError where the zone is unknown
 */
export function zoneTime(timeZone: string): ZoneTime {
  let zone = known.get(timeZone);
  if (zone === undefined) {
    zone = createZoneTime(timeZone);
    known.set(timeZone, zone);
  }
  return zone;
}

function createZoneTime(timeZone: string): ZoneTime {
  const stretches: Stretch[] = [];
  let last = stretchAt(0);

  function stretchAt(ms: number): Stretch {
    for (const stretch of stretches) if (ms >= stretch.startMs && ms < stretch.endMs) return stretch;
    const local = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
    const stretch: Stretch = {
      // 'previous' lies strictly before.
      startMs: local(ms + 1).getTimeZoneTransition('previous')?.epochMilliseconds ?? -Infinity,
      endMs: local(ms).getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity,
      offsetMs: local(ms).offsetNanoseconds / 1e6,
    };
    stretches.push(stretch);
    return stretch;
  }

  function offsetAt(ms: number): number {
    if (!(ms >= last.startMs && ms < last.endMs)) last = stretchAt(ms);
    return last.offsetMs;
  }

  /** `skipped` tells the local time's instant where no clock ever shows it, from the offset before the change. */
  function instantOf(localMs: number, skipped: (ms: number) => number): number {
    const before = offsetAt(localMs - DAY_MS);
    const after = offsetAt(localMs + DAY_MS);
    const candidates = [localMs - before, localMs - after].filter((ms) => offsetAt(ms) === localMs - ms);
    return candidates.length > 0 ? Math.min(...candidates) : skipped(localMs - before);
  }

  return {
    dayOf: (ms) => Math.floor((ms + offsetAt(ms)) / DAY_MS),
    dayStart: (day) => instantOf(day * DAY_MS, (ms) => stretchAt(ms).startMs),
    clockTime: (day, minutes) => instantOf(day * DAY_MS + minutes * MINUTE_MS, (ms) => ms),
    stretchAt,
  };
}
