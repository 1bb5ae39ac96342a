import { Temporal } from 'temporal-polyfill';
import { clockMinutes } from './clock-minutes.ts';
import type { Allowance, Plan } from './contract.ts';
import { DAY_MS } from './duration.ts';
import { zoneTime, type ZoneTime } from './zone-time.ts';

/** The instants at which an allowance starts afresh, numbered; they never fall as the number rises, and never end. */
export type ResetClock = {
  /** A number near that of the last reset at or before an instant. */
  near(ms: number): number;
  /** Epoch ms of a reset. */
  at(index: number): number;
};

/**
 * Every 24 h and every N days count from the start of the allowance's own life. N days are N × 24 h in a plan that is
 * valid by the hour, else calendar days in the plan's zone. A day of the month that a month lacks is its last.
 *
 * @returns `null` for an allowance that never resets
 */
export function resetClock(plan: Plan, { resets }: Allowance, startMs: number): ResetClock | null {
  const zone = zoneTime(plan.timeZone);
  switch (resets.every) {
    case 'never':
      return null;
    case 'day':
      return dailyClock(resets.timeZone === undefined ? zone : zoneTime(resets.timeZone), clockMinutes(resets.at));
    case '24h':
      return steadyClock(startMs, DAY_MS);
    case 'days': {
      const isByHour = plan.validity.kind === 'days' && plan.validity.clock === 'hours';
      return isByHour ? steadyClock(startMs, resets.days * DAY_MS) : everyDaysClock(zone, startMs, resets.days);
    }
    case 'month':
      return monthClock(zone, resets.day);
  }
}

const dailyClock = (zone: ZoneTime, minutes: number): ResetClock => ({
  near: (ms) => zone.dayOf(ms),
  at: (day) => zone.clockTime(day, minutes),
});

const steadyClock = (startMs: number, lengthMs: number): ResetClock => ({
  near: (ms) => Math.floor((ms - startMs) / lengthMs),
  at: (index) => startMs + index * lengthMs,
});

function everyDaysClock(zone: ZoneTime, startMs: number, days: number): ResetClock {
  const first = zone.dayOf(startMs);
  return {
    near: (ms) => Math.floor((zone.dayOf(ms) - first) / days),
    at: (index) => zone.dayStart(first + index * days),
  };
}

/** Midnight of a day of each month, in a zone; numbered by months since January 1970. */
export function monthClock(zone: ZoneTime, day: number): ResetClock {
  return {
    near(ms) {
      const { year, month } = EPOCH.add({ days: zone.dayOf(ms) });
      return (year - 1970) * 12 + month - 1;
    },
    at(index) {
      const first = EPOCH.add({ months: index });
      const date = first.with({ day: Math.min(day, first.daysInMonth) });
      return zone.dayStart(EPOCH.until(date, { largestUnit: 'day' }).days);
    },
  };
}

const EPOCH = Temporal.PlainDate.from('1970-01-01');
