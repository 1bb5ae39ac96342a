import { hourWindows, type Hours } from '../hour-window.ts';
import { includes } from '../plan-span.ts';
import { zoneTime } from '../zone-time.ts';

/** Whether an instant (epoch ms) lies in the quiet hours of a zone; without hours none does. */
export function isQuiet(quiet: Hours | undefined, timeZone: string, ms: number): boolean {
  if (quiet === undefined) return false;
  return hourWindows(quiet, zoneTime(timeZone), { startMs: ms, endMs: ms }).some((window) => includes(window, ms));
}
