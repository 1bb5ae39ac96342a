import { isIdeograph, isSpace, wordAt } from './character.ts';
import { scanClock } from './scan-clock.ts';
import { scanDay } from './scan-day.ts';
import type { Found, Stamp } from './stamp.ts';

// What stands between a date and a time of day, folded.
const JOINERS = new Set(
  'at on of um alle ore il a à as às o las la el del de le les em no dia pukul jam kl t в във на от at saa the'.split(
    ' ',
  ),
);

/**
 * A point in time at `from`: a day, a time of day, or both in either order.
 */
export function scanStamp(text: string, from: number): Found<Stamp> | null {
  const day = scanDay(text, from);
  if (day !== null) {
    const clock = scanClock(text, skipJoiners(text, day.end), true);
    if (clock === null) return { value: { day: day.value, isFaint: day.isFaint === true }, end: day.end };
    return { value: { day: day.value, clock: clock.value, isFaint: isLoneDay(day) }, end: clock.end };
  }
  const clock = scanClock(text, from, false);
  if (clock === null) return null;
  const next = scanDay(text, skipJoiners(text, clock.end));
  // A later day on the same line, faint or behind a range's hyphen, is somebody else's.
  if (next === null || next.isFaint) return { value: { clock: clock.value, isFaint: true }, end: clock.end };
  return { value: { day: next.value, clock: clock.value, isFaint: false }, end: next.end };
}

/** A day of the month, or 'today', with a time is a date; the doubtful day of `16.52 10:24` is not. */
const isLoneDay = ({ isFaint, value }: { isFaint?: boolean; value: { isDayFirstAGuess?: true } }) =>
  isFaint === true && value.isDayFirstAGuess === true;

function skipJoiners(text: string, from: number): number {
  let at = from;
  for (let steps = 0; steps < 8; steps++) {
    if (isSpace(text[at]) || text[at] === ',' || text[at] === ';' || text[at] === '(') {
      at++;
      continue;
    }
    const word = wordAt(text, at);
    if (word === '' || !JOINERS.has(word) || isIdeograph(text[at])) break;
    at += word.length;
  }
  return at;
}
