import * as v from 'valibot';
import { clockMinutes } from './clock-minutes.ts';
import { DAY_MS } from './duration.ts';
import { clockRange, integer } from './plan-field.ts';
import { zoneTime } from './zone-time.ts';

/** Hours of a week at which one is on Wi-Fi: from a time of day on certain days; may pass midnight. 0 = Sunday. */
export type WifiHours = { days: number[]; from: string; to: string };

/** Hours from outside. */
export const wifiHoursSchema = v.pipe(
  v.array(
    v.intersect([
      v.object({
        days: v.pipe(v.array(integer(0, 6)), v.minLength(1, 'must name a day')),
      }),
      clockRange,
    ]),
  ),
  v.maxLength(20, 'must not be longer than 20'),
);

/** Whether an instant (epoch ms) lies in any of the hours, by the clock of a zone. */
export function isWifiTime(hours: readonly WifiHours[], timeZone: string, ms: number): boolean {
  if (hours.length === 0) return false;
  const zone = zoneTime(timeZone);
  const today = zone.dayOf(ms);
  return hours.some(({ days, from, to }) => {
    const passesMidnight = clockMinutes(to) <= clockMinutes(from);
    return [today - 1, today].some((day) => {
      if (!days.includes(new Date(day * DAY_MS).getUTCDay())) return false;
      const startMs = zone.clockTime(day, clockMinutes(from));
      const endMs = zone.clockTime(passesMidnight ? day + 1 : day, clockMinutes(to));
      return ms >= startMs && ms < endMs;
    });
  });
}
