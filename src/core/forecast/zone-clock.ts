import { Temporal } from 'temporal-polyfill';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../duration.ts';

/** Wall-clock arithmetic of one zone over one stretch of time, without asking Temporal again for every instant. */
export type ZoneClock = {
  /** The local calendar day of an instant, as days since 1 January 1970. */
  dayOf(ms: number): number;
  /** The first instant of a local day. A day that the zone skipped starts where the next one does. */
  dayStart(day: number): number;
  /** Cuts `from`…`to` at every local hour and change of offset; an hour that comes twice is visited twice. */
  eachHour(fromMs: number, toMs: number, visit: (day: number, hour: number, ms: number) => void): void;
};

type Stretch = { startMs: number; endMs: number; offsetMs: number };

// Changes of offset are looked for a week at a time; the closest pair of the past decades (Morocco's and Egypt's
// around Ramadan) lay four weeks apart.
const PROBE_MS = 7 * DAY_MS;

/**
 * @param fromMs first instant that will be asked about; what lies outside is answered with the nearest known offset
 * @throws RangeError where the zone is unknown
 */
export function createZoneClock(timeZone: string, fromMs: number, toMs: number): ZoneClock {
  const stretches = stretchesOf(timeZone, fromMs, toMs);
  let last = 0;

  /** Callers walk through time, so the stretch found last is nearly always the next one's too. */
  function at(ms: number): Stretch {
    while (last > 0 && ms < (stretches[last] as Stretch).startMs) last--;
    while (last < stretches.length - 1 && ms >= (stretches[last] as Stretch).endMs) last++;
    return stretches[last] as Stretch;
  }

  return {
    dayOf: (ms) => Math.floor((ms + at(ms).offsetMs) / DAY_MS),
    dayStart(day) {
      for (const { startMs, endMs, offsetMs } of stretches) {
        const start = day * DAY_MS - offsetMs;
        if (start < endMs) return Math.max(start, startMs);
      }
      return Infinity;
    },
    eachHour(fromMs, toMs, visit) {
      for (let ms = fromMs; ms < toMs;) {
        const { offsetMs, endMs } = at(ms);
        const hour = Math.floor((ms + offsetMs) / HOUR_MS);
        const next = Math.min(toMs, endMs, (hour + 1) * HOUR_MS - offsetMs);
        const day = Math.floor(hour / 24);
        visit(day, hour - day * 24, next - ms);
        ms = next;
      }
    },
  };
}

function stretchesOf(timeZone: string, fromMs: number, toMs: number): Stretch[] {
  const offsetAt = (ms: number) =>
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).offsetNanoseconds / 1e6;
  let current: Stretch = { startMs: -Infinity, endMs: Infinity, offsetMs: offsetAt(fromMs) };
  const stretches = [current];
  for (let low = fromMs; low < toMs; low += PROBE_MS) {
    if (offsetAt(low + PROBE_MS) === current.offsetMs) continue;
    // Zones change on whole minutes.
    let before = Math.floor(low / MINUTE_MS);
    let after = Math.ceil((low + PROBE_MS) / MINUTE_MS);
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (offsetAt(middle * MINUTE_MS) === current.offsetMs) before = middle;
      else after = middle;
    }
    current.endMs = after * MINUTE_MS;
    current = { startMs: current.endMs, endMs: Infinity, offsetMs: offsetAt(current.endMs) };
    stretches.push(current);
  }
  return stretches;
}
