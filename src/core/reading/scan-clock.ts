import { digitsAt, isDigit, isLetter, skipSpaces, wordAt } from './character.ts';
import type { Found, WrittenClock } from './stamp.ts';

// Zones that carriers write behind a time, in minutes east of Greenwich; those that mean several places are left out.
const ZONE_MINUTES: Record<string, number> = {
  z: 0,
  utc: 0,
  gmt: 0,
  hkt: 480,
  sgt: 480,
  myt: 480,
  pht: 480,
  jst: 540,
  kst: 540,
  wib: 420,
  wita: 480,
  wit: 540,
  eat: 180,
  cat: 120,
  wat: 60,
  sast: 120,
  cet: 60,
  cest: 120,
  eet: 120,
  eest: 180,
  brt: -180,
};

const FORENOON = ['上午', '凌晨', '早上', '午前'];
const AFTERNOON = ['下午', '晚上', '午后', '中午'];
const HALVES = [...FORENOON, ...AFTERNOON];

/**
 * A time of day at `from`: 16:52, 16:52:07, 4:52 pm, 16h52, 16时52分, 下午4点, and after a date also 16.52 and 1652 hrs.
 *
 * @param isAfterDay a date stands right before, so that fewer marks are needed
 */
export function scanClock(text: string, from: number, isAfterDay: boolean): Found<WrittenClock> | null {
  const prefix = isDigit(text[from]) ? undefined : HALVES.find((word) => text.startsWith(word, from));
  const start = skipSpaces(text, from + (prefix?.length ?? 0));
  const face = clockFace(text, start, isAfterDay);
  if (face === null) return null;
  const half = meridiemAt(text, face.end);
  const isAfternoon = half === null ? AFTERNOON.includes(prefix ?? '') : half.value;
  const isForenoon = half === null ? FORENOON.includes(prefix ?? '') : !half.value;
  if (!face.isMarked && half === null) return null;
  const { value } = face;
  if (isAfternoon && value.hour < 12) value.hour += 12;
  if (isForenoon && value.hour === 12) value.hour = 0;
  return withZone(text, value, half?.end ?? skipHours(text, face.end));
}

type Face = { value: WrittenClock; end: number; isMarked: boolean };

function clockFace(text: string, from: number, isAfterDay: boolean): Face | null {
  const military = isAfterDay ? digitsAt(text, from, 4) : null;
  if (military?.length === 4 && wordAt(text, skipSpaces(text, military.end)).startsWith('hr')) {
    const value = { hour: Math.floor(military.value / 100), minute: military.value % 100, second: 0 };
    return { value, end: military.end, isMarked: true };
  }
  const hour = digitsAt(text, from, 2);
  if (hour === null) return null;
  const value = { hour: hour.value, minute: 0, second: 0 };
  const mark = skipSpaces(text, hour.end, 1);
  if (text[mark] === '时' || text[mark] === '点') return hanFace(text, value, mark + 1);
  const sign = text[hour.end];
  const minuteAt = sign === ':' ? hour.end + 1 : skipSpaces(text, mark + 1, 1);
  const minute = digitsAt(text, minuteAt, 2);
  const isFrench = text[mark] === 'h' && !isLetter(text[mark + 1]);
  const isDotted = sign === '.' && isAfterDay && hour.length === 2 && !isAmountNext(text, minute?.end ?? 0);
  if (minute?.length === 2 && (sign === ':' || isFrench || isDotted)) {
    value.minute = minute.value;
    const second = text[minute.end] === ':' ? digitsAt(text, minute.end + 1, 2) : null;
    if (second?.length !== 2) return { value, end: minute.end, isMarked: true };
    value.second = second.value;
    return { value, end: skipFraction(text, second.end), isMarked: true };
  }
  if (isFrench && isAfterDay) return { value, end: mark + 1, isMarked: true };
  return { value, end: hour.end, isMarked: false };
}

function hanFace(text: string, value: WrittenClock, from: number): Face {
  if (text[from] === '半') return { value: { ...value, minute: 30 }, end: from + 1, isMarked: true };
  const minute = digitsAt(text, from, 2);
  if (minute === null || text[minute.end] !== '分' || text[minute.end + 1] === '钟') {
    return { value, end: text[from] === '整' ? from + 1 : from, isMarked: true };
  }
  const second = digitsAt(text, minute.end + 1, 2);
  const hasSecond = second !== null && text[second.end] === '秒';
  const end = hasSecond ? second.end + 1 : minute.end + 1;
  return { value: { ...value, minute: minute.value, second: hasSecond ? second.value : 0 }, end, isMarked: true };
}

function skipFraction(text: string, from: number): number {
  const fraction = text[from] === '.' ? digitsAt(text, from + 1, 9) : null;
  return fraction?.end ?? from;
}

/** @returns true for the afternoon */
function meridiemAt(text: string, from: number): Found<boolean> | null {
  const at = skipSpaces(text, from);
  const half = text[at]?.toLowerCase();
  if (half !== 'a' && half !== 'p') return null;
  const dotted = text[at + 1] === '.' ? 1 : 0;
  if (text[at + 1 + dotted]?.toLowerCase() !== 'm' || isLetter(text[at + 2 + dotted])) return null;
  const end = at + 2 + dotted;
  return { value: half === 'p', end: dotted === 1 && text[end] === '.' ? end + 1 : end };
}

function skipHours(text: string, from: number): number {
  const at = skipSpaces(text, from);
  const word = wordAt(text, at);
  return ['hrs', 'hr', 'uhr', 'hours', 'h', 'ч'].includes(word) ? at + word.length : from;
}

function withZone(text: string, clock: WrittenClock, from: number): Found<WrittenClock> {
  const at = skipSpaces(text, text[from] === '(' ? from + 1 : from);
  const word = wordAt(text, at);
  const named = Object.hasOwn(ZONE_MINUTES, word) ? ZONE_MINUTES[word] : undefined;
  const signAt = named === undefined ? from : at + word.length;
  const sign = text[signAt];
  const isOffset = (sign === '+' || sign === '-') && (named === 0 || isDigit(text[from - 1]));
  const hours = isOffset ? digitsAt(text, signAt + 1, 2) : null;
  if (hours !== null && hours.value <= 14 && (named === 0 || text[hours.end] === ':')) {
    const minutes = text[hours.end] === ':' ? digitsAt(text, hours.end + 1, 2) : null;
    const offset = hours.value * 60 + (minutes?.value ?? 0);
    return { value: { ...clock, offsetMinutes: sign === '-' ? -offset : offset }, end: minutes?.end ?? hours.end };
  }
  return named === undefined
    ? { value: clock, end: from }
    : { value: { ...clock, offsetMinutes: named }, end: at + word.length };
}

/** A unit or a percent sign follows: the digits before it are an amount, not a time or a date. */
export function isAmountNext(text: string, from: number): boolean {
  const next = text[skipSpaces(text, from)];
  return next === '%' || next === '/' || next === '兆' || next === 'ギ' || next === 'メ' || isDataLetter(text, from);
}

function isDataLetter(text: string, from: number): boolean {
  const at = skipSpaces(text, from);
  const word = wordAt(text, at);
  return /^([kmgt](b|o|bs|ib)?|b|bytes?|мб|гб|кб|тб|giga.*|mega.*|min.*|sms)$/.test(word);
}
