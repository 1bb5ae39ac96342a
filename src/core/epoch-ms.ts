import { Temporal } from 'temporal-polyfill';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './duration.ts';

/**
 * Epoch milliseconds of an ISO 8601 instant; finer fractions are cut off.
 *
 * A ledger of three years has a hundred thousand rows, for which Temporal's parser takes most of a second and
 * `Date.parse` a tenth; and `Date.parse` reads the machine's own zone into a text without offset. So the form that is
 * written everywhere is read digit by digit, and only what looks different goes to Temporal.
 *
 * @returns NaN where the text is not an instant, or has no offset
 */
export function epochMs(text: string): number {
  const ms = plainMs(text);
  if (!Number.isNaN(ms)) return ms;
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    return NaN;
  }
}

/** `YYYY-MM-DDTHH:MM:SS[.mmm](Z|±HH:MM)` alone; NaN for everything else. */
function plainMs(text: string): number {
  // Neighbours in a ledger are mostly of one day.
  if (!text.startsWith(knownDay)) {
    const ms = dayMs(text);
    if (Number.isNaN(ms)) return NaN;
    knownDayMs = ms;
    knownDay = text.slice(0, 11);
  }
  const hour = digits(text, 11, 13);
  const minute = digits(text, 14, 16);
  const second = digits(text, 17, 19);
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return NaN;
  if (text.charCodeAt(13) !== COLON || text.charCodeAt(16) !== COLON) return NaN;
  const hasMs = text.charCodeAt(19) === POINT;
  const fraction = hasMs ? digits(text, 20, 23) : 0;
  return knownDayMs + hour * HOUR_MS + minute * MINUTE_MS + second * 1000 + fraction - offsetMs(text, hasMs ? 23 : 19);
}

const [COLON, POINT, Z] = [':', '.', 'Z'].map((character) => character.charCodeAt(0));

// What the last text began with, date and T.
let knownDay = '1970-01-01T';
let knownDayMs = 0;

/** Midnight in UTC of the date that a text begins with; NaN without one. */
function dayMs(text: string): number {
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  const isMarked = text[4] === '-' && text[7] === '-' && text[10] === 'T';
  if (!isMarked || !(month >= 1 && month <= 12 && day >= 1 && day <= 28 + daysPast28(year, month))) return NaN;
  return daysFromEpoch(year, month, day) * DAY_MS;
}

function offsetMs(text: string, at: number): number {
  if (text.charCodeAt(at) === Z) return text.length === at + 1 ? 0 : NaN;
  const sign = text[at];
  if ((sign !== '+' && sign !== '-') || text.length !== at + 6 || text[at + 3] !== ':') return NaN;
  const hours = digits(text, at + 1, at + 3);
  const minutes = digits(text, at + 4, at + 6);
  if (!(hours <= 23 && minutes <= 59)) return NaN;
  return (sign === '+' ? 1 : -1) * (hours * 60 + minutes) * MINUTE_MS;
}

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return NaN;
    value = value * 10 + digit;
  }
  return value;
}

function daysPast28(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 2 : 3;
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 1 : 0;
}

/** Howard Hinnant's `days_from_civil`, http://howardhinnant.github.io/date_algorithms.html */
function daysFromEpoch(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}
