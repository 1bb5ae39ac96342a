import type { Voice } from '../wording/voice.ts';
import { calendarDays, wallClock } from './wall-clock.ts';

export type PartOfDay = 'night' | 'morning' | 'afternoon' | 'evening';

/**
 * When something is forecast to happen, to a part of a day: `tomorrow morning`, `Wednesday evening`, `about 12
 * December`. A forecast is no more precise than that. Both instants are epoch ms.
 */
export function partOfDayWords(instant: number, now: number, timeZone: string, { words }: Voice): string {
  const day = wallClock(instant, timeZone);
  const days = calendarDays(now, instant, timeZone);
  const part = partOf(day.hour);
  if (days <= 0) return words.today[part];
  if (days === 1) return words.tomorrow[part];
  return days <= 6 ? words.weekdayPart(day.weekday, part) : words.onDate(day);
}

function partOf(hour: number): PartOfDay {
  if (hour < 5) return 'night';
  if (hour < 12) return 'morning';
  return hour < 18 ? 'afternoon' : 'evening';
}
