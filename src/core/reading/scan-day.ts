import { digitsAt, isDigit, isLetter, skipSpaces, wordAt, type Digits } from './character.ts';
import { monthOfName } from './month-names.ts';
import { isAmountNext } from './scan-clock.ts';
import type { Found, WrittenDay } from './stamp.ts';

const DAY_WORDS: [string, number][] = [
  ['昨日', -1],
  ['昨天', -1],
  ['前日', -2],
  ['今日', 0],
  ['今天', 0],
  ['本日', 0],
  ['yesterday', -1],
  ['today', 0],
  ['ayer', -1],
  ['hoy', 0],
  ['gestern', -1],
  ['heute', 0],
  ['hier', -1],
  ["aujourd'hui", 0],
  ['ontem', -1],
  ['hoje', 0],
  ['вчера', -1],
  ['днес', 0],
  ['kemarin', -1],
  ['hari ini', 0],
  ['semalam', -1],
  ['jana', -1],
  ['leo', 0],
  ['oggi', 0],
  ['ieri', -1],
  ['오늘', 0],
  ['어제', -1],
  ['วันนี้', 0],
  ['เมื่อวาน', -1],
];

const MONTH_WORDS: [string, number][] = [
  ['本月', 0],
  ['当月', 0],
  ['今月', 0],
  ['上月', -1],
  ['上个月', -1],
  ['先月', -1],
];

/** By their first character: every word of a message is looked at. */
const DAY_WORDS_FROM = new Map<string, [string, number][]>();
for (const entry of DAY_WORDS) {
  const first = entry[0].charAt(0);
  DAY_WORDS_FROM.set(first, [...(DAY_WORDS_FROM.get(first) ?? []), entry]);
}

/** A calendar day at `from`, in any of the orders and scripts that carriers use. */
export function scanDay(text: string, from: number): Found<WrittenDay> | null {
  if (!isDigit(text[from])) return dayWord(text, from) ?? relativeMonth(text, from) ?? monthFirst(text, from);
  const first = digitsAt(text, from, 14);
  if (first === null) return null;
  if (first.length === 8 || first.length === 14) return compact(text, first, from);
  if (first.length === 4) return yearFirst(text, first);
  if (first.length === 3) return text[skipSpaces(text, first.end, 1)] === '年' ? yearFirst(text, first) : null;
  return first.length > 2 ? null : (hanDay(text, first) ?? namedMonth(text, first) ?? numeric(text, first));
}

function dayWord(text: string, from: number): Found<WrittenDay> | null {
  const words = DAY_WORDS_FROM.get(text.charAt(from).toLowerCase());
  if (words === undefined) return null;
  const lower = text.slice(from, from + 12).toLowerCase();
  const found = words.find(
    ([word]) => lower.startsWith(word) && !isLetter(isLetter(word[0]) ? lower[word.length] : ''),
  );
  return found ? { value: { daysFromToday: found[1] }, end: from + found[0].length, isFaint: true } : null;
}

function relativeMonth(text: string, from: number): Found<WrittenDay> | null {
  const found = MONTH_WORDS.find(([word]) => text.startsWith(word, from));
  if (found === undefined) return null;
  const [word, monthsFromNow] = found;
  const at = from + word.length;
  if (text[at] === '底' || text[at] === '末')
    return { value: { monthsFromNow, isMonthEnd: true }, end: at + 1, isFaint: true };
  const day = digitsAt(text, skipSpaces(text, at), 2);
  if (day === null || (text[day.end] !== '日' && text[day.end] !== '号')) return null;
  return { value: { monthsFromNow, day: day.value }, end: day.end + 1 };
}

/** 20260925, 20260925103000: the time is left to whoever reads on. */
function compact(text: string, digits: Digits, from: number): Found<WrittenDay> | null {
  const [year, month, day] = [
    text.slice(from, from + 4),
    text.slice(from + 4, from + 6),
    text.slice(from + 6, from + 8),
  ];
  if (digits.length !== 8 || !year.startsWith('20') || Number(month) > 12 || Number(day) > 31) return null;
  return { value: { year: Number(year), month: Number(month), day: Number(day) }, end: digits.end, isFaint: true };
}

function yearFirst(text: string, year: Digits): Found<WrittenDay> | null {
  const mark = text[skipSpaces(text, year.end, 1)];
  if (mark === undefined || !'-/.年'.includes(mark)) return null;
  const at = skipSpaces(text, year.end, 1) + 1;
  const month = digitsAt(text, skipSpaces(text, at, 1), 2);
  if (month === null) return null;
  const dates = { year: year.value, month: month.value };
  if (mark === '年') {
    const end = skipSpaces(text, month.end, 1);
    return text[end] === '月' ? afterMonth(text, end + 1, dates) : null;
  }
  const day = text[month.end] === mark ? digitsAt(text, month.end + 1, 2) : null;
  return day === null ? null : { value: { ...dates, day: day.value }, end: day.end };
}

function hanDay(text: string, first: Digits): Found<WrittenDay> | null {
  const at = skipSpaces(text, first.end, 1);
  if (text[at] === '月' && text[at + 1] !== '份') return afterMonth(text, at + 1, { month: first.value });
  if (text[at] !== '日' && text[at] !== '号') return null;
  return { value: { day: first.value }, end: at + 1, isFaint: true };
}

/** Behind 月: a day, the month's end, or nothing, which is the month's end too where a word of time stands before it. */
function afterMonth(text: string, from: number, dates: WrittenDay): Found<WrittenDay> | null {
  if (text[from] === '底' || text[from] === '末')
    return { value: { ...dates, isMonthEnd: true }, end: from + 1, isFaint: true };
  const day = digitsAt(text, skipSpaces(text, from, 1), 2);
  if (day !== null && !isAmountNext(text, day.end)) {
    const mark = skipSpaces(text, day.end, 1);
    const isMarked = text[mark] === '日' || text[mark] === '号';
    if (isMarked) return { value: { ...dates, day: day.value }, end: mark + 1 };
  }
  return { value: { ...dates, isMonthEnd: true }, end: from, isFaint: true };
}

/** 27-Aug-24, 27 Aug 2026, 27. August, 27 de agosto de 2026, 27th August. */
function namedMonth(text: string, day: Digits): Found<WrittenDay> | null {
  let at = day.end;
  const suffix = wordAt(text, at);
  if (['st', 'nd', 'rd', 'th', 'er'].includes(suffix)) at += 2;
  at = skipMarks(text, at);
  at = skipWord(text, skipWord(text, at, ['of']), ['de']);
  const name = wordAt(text, at);
  const month = monthOfName(name);
  if (month === undefined || isAmountNext(text, day.end)) return null;
  at += name.length;
  const year = yearAt(text, at);
  const value = { day: day.value, month };
  return year === null ? { value, end: at } : { value: { ...value, year: year.value }, end: year.end };
}

/** Aug 27, 2026; August 27th. */
function monthFirst(text: string, from: number): Found<WrittenDay> | null {
  const name = wordAt(text, from);
  const month = monthOfName(name);
  if (month === undefined) return null;
  const day = digitsAt(text, skipMarks(text, from + name.length), 2);
  if (day === null || isAmountNext(text, day.end) || isFraction(text, day.end)) return null;
  const suffix = wordAt(text, day.end);
  if (suffix !== '' && !['st', 'nd', 'rd', 'th'].includes(suffix)) return null;
  const at = day.end + suffix.length;
  const year = yearAt(text, at);
  const value = { month, day: day.value };
  return year === null ? { value, end: at } : { value: { ...value, year: year.value }, end: year.end };
}

const isFraction = (text: string, at: number) => (text[at] === '.' || text[at] === ',') && isDigit(text[at + 1]);

function skipMarks(text: string, from: number): number {
  let at = from;
  while (at - from < 3 && (text[at] === ' ' || text[at] === '-' || text[at] === '.' || text[at] === '/')) at++;
  return at;
}

function skipWord(text: string, from: number, words: string[]): number {
  const word = wordAt(text, from);
  return words.includes(word) ? skipSpaces(text, from + word.length) : from;
}

/** A year behind a month: of four digits, or of two where a hyphen, slash or apostrophe leads to it. */
function yearAt(text: string, from: number): Digits | null {
  let at = from;
  while (at - from < 3 && (text[at] === ' ' || text[at] === ',' || text[at] === '.')) at++;
  const isJoined = text[at] === '-' || text[at] === '/' || text[at] === "'";
  at = isJoined ? at + 1 : skipWord(text, skipWord(text, at, ['de']), ['del']);
  const year = digitsAt(text, at, 4);
  if (year === null || isAmountNext(text, year.end) || text[year.end] === ':') return null;
  if (year.length === 4) return year;
  return year.length === 2 && isJoined ? { ...year, value: 2000 + year.value } : null;
}

/** 30/11/2026, 13.06.23, and, faintly, 30/11 or 13.06. */
function numeric(text: string, first: Digits): Found<WrittenDay> | null {
  const mark = text[first.end];
  if (mark !== '/' && mark !== '-' && mark !== '.') return null;
  const second = digitsAt(text, first.end + 1, 2);
  if (second === null) return null;
  const third = text[second.end] === mark ? digitsAt(text, second.end + 1, 4) : null;
  const value = { day: first.value, month: second.value, isDayFirstAGuess: true as const };
  if (third !== null && third.length !== 1 && third.length !== 3) {
    if (isAmountNext(text, third.end) || isFraction(text, third.end)) return null;
    return { value: { ...value, year: third.length === 2 ? 2000 + third.value : third.value }, end: third.end };
  }
  const isDate =
    mark !== '-' &&
    (mark === '/' || second.length === 2) &&
    !isFraction(text, second.end) &&
    !isAmountNext(text, second.end);
  return isDate && third === null ? { value, end: second.end, isFaint: true } : null;
}
