import { zoneLabel } from '../../core/zone-label.ts';
import type { Voice } from '../wording/voice.ts';
import { knownStretch } from './known-zones.ts';
import { calendarDays, wallClock, type WallClock } from './wall-clock.ts';

/** A day and a time of day; see `endingAt` and `startingAt` for midnight. */
export type DayTime = { day: WallClock; time: string };

/** Within this many days a weekday's name alone identifies the day. */
const WEEKDAY_REACH = 6;

/** When something ends: an end at midnight is `24:00` of the day that ends. @param instant epoch ms */
export function endingAt(instant: number, timeZone: string): DayTime {
  const start = startingAt(instant, timeZone);
  if (start.time !== '00:00') return start;
  return { day: wallClock(instant - 1, timeZone), time: '24:00' };
}

/** When something starts: a start at midnight is `00:00` of the day that begins. @param instant epoch ms */
export function startingAt(instant: number, timeZone: string): DayTime {
  const day = wallClock(instant, timeZone);
  return { day, time: clockText(day) };
}

/** `13:05` */
export function clockText({ hour, minute }: WallClock): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** A time, with the zone's short name where the device's clock differs: `24:00 HKT`. */
export function zonedTime(time: string, instant: number, timeZone: string, voice: Voice): string {
  if (isDeviceClock(instant, timeZone, voice)) return time;
  return `${time} ${knownStretch(timeZone, instant)?.label ?? zoneLabel(timeZone, instant)}`;
}

/** Whether a zone's clock agrees with the device's at an instant (epoch ms), whatever the zones are called. */
export function isDeviceClock(instant: number, timeZone: string, voice: Voice): boolean {
  const [here, there] = [voice.deviceClock(instant), wallClock(instant, timeZone)];
  return here.day === there.day && here.hour === there.hour && here.minute === there.minute;
}

/** When a period ends, for a sentence: `Wed 24:00`, or further off `25 Nov, 24:00`. Both instants are epoch ms. */
export function endWords(instant: number, now: number, timeZone: string, voice: Voice): string {
  const { day, time } = endingAt(instant, timeZone);
  const shown = zonedTime(time, instant, timeZone, voice);
  const isNear = calendarDays(now, instant - 1, timeZone) <= WEEKDAY_REACH;
  return isNear ? voice.words.weekdayTime(day.weekday, shown) : voice.words.dateTime(day, shown);
}

/**
 * When a plan renews, for a sentence: `Tue 00:00`, or further off `1 Dec, 00:00`. A renewal at midnight is the start of
 * the new period's first day, where `endWords` names the end of the last day. Both instants are epoch ms.
 */
export function renewalWords(instant: number, now: number, timeZone: string, voice: Voice): string {
  const { day, time } = startingAt(instant, timeZone);
  const shown = zonedTime(time, instant, timeZone, voice);
  const isNear = calendarDays(now, instant, timeZone) <= WEEKDAY_REACH;
  return isNear ? voice.words.weekdayTime(day.weekday, shown) : voice.words.dateTime(day, shown);
}

/** When something began: today `13:05`, within a week `Sat 13:05`, else `21 Nov, 13:05`. Both instants are epoch ms. */
export function sinceWords(instant: number, now: number, timeZone: string, voice: Voice): string {
  const day = wallClock(instant, timeZone);
  const days = calendarDays(instant, now, timeZone);
  if (days === 0) return clockText(day);
  return days <= WEEKDAY_REACH
    ? voice.words.weekdayTime(day.weekday, clockText(day))
    : voice.words.dateTime(day, clockText(day));
}
