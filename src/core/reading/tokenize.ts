import { skipAddress } from './address.ts';
import { isDigit, isIdeograph, isLetter, isSpace, skipSpaces } from './character.ts';
import { endsWithTimeWord } from './lexicon.ts';
import { monthOfName } from './month-names.ts';
import { scanClock } from './scan-clock.ts';
import { scanStamp } from './scan-stamp.ts';
import type { Token } from './token.ts';

/** What a stamp may begin with besides a digit: 上午, 昨日, 本月, a word. */
const STAMP_STARTS = new Set('上下凌早午晚中昨今本当前先오어วเ');

/**
 * Cuts a folded message into pieces, in one pass from left to right: addresses, points in time, numbers, words, marks.
 * A line's end is the mark `\n`.
 *
 * @param most pieces that are cut at all; the rest of the text is left
 */
export function tokenize(text: string, most: number): Token[] {
  const tokens: Token[] = [];
  let isSpaced = false;
  for (let at = 0; at < text.length && tokens.length < most;) {
    if (isSpace(text[at])) {
      isSpaced = true;
      at++;
      continue;
    }
    const token = stampAt(text, at) ?? plainAt(text, at);
    tokens.push({ ...token.value, isSpaced });
    at = token.end;
    isSpaced = false;
  }
  return tokens;
}

type Piece = { value: Omit<Token, 'isSpaced'>; end: number };

const piece = (kind: Token['kind'], text: string, from: number, end: number): Piece => {
  const cased = text.slice(from, end);
  return { value: { kind, text: kind === 'word' ? cased.toLowerCase() : cased, cased }, end };
};

function stampAt(text: string, at: number): Piece | null {
  const before = text[at - 1];
  const isInside = isDigit(before) || ((before === '.' || before === ',') && isDigit(text[at - 2]));
  if (isInside || !(isDigit(text[at]) || isStampWord(text, at)) || (isLetter(before) && isLetter(text[at])))
    return null;
  const found = scanStamp(text, at);
  if (found === null || (isLetter(before) && found.value.isFaint)) return null;
  const rangeEnd = found.value.day === undefined ? hoursEnd(text, found.end) : null;
  if (rangeEnd !== null) return piece('skip', text, at, rangeEnd);
  if (found.value.isFaint && !endsWithTimeWord(text, at)) return null;
  const { value, end } = piece('stamp', text, at, found.end);
  return { value: { ...value, stamp: found.value }, end };
}

function isStampWord(text: string, at: number): boolean {
  const character = text[at] ?? '';
  if (STAMP_STARTS.has(character)) return true;
  if (!isLetter(character) || isLetter(text[at - 1])) return false;
  let end = at;
  while (end - at < 16 && isLetter(text[end])) end++;
  const word = text.slice(at, end).toLowerCase();
  return monthOfName(word) !== undefined || endsWithTimeWord(text, at);
}

/** Where 23:00-07:00 ends: hours in which something holds, not a time of which something is true. */
function hoursEnd(text: string, from: number): number | null {
  let at = skipSpaces(text, from);
  const dash = ['-', '~', '至', '到', 'to '].find((word) => text.startsWith(word, at));
  if (dash === undefined) return null;
  at = skipSpaces(text, at + dash.length);
  return scanClock(text, at, false)?.end ?? null;
}

function plainAt(text: string, at: number): Piece {
  const character = text[at];
  if (isIdeograph(character)) return piece('word', text, at, at + 1);
  if (mayBeginAddress(text, at)) {
    const end = skipAddress(text, at);
    if (end > at) return piece('skip', text, at, end);
  }
  if (isDigit(character) || (character === '.' && isDigit(text[at + 1])))
    return piece('number', text, at, numberEnd(text, at));
  let end = at;
  while (isLetter(text[end])) end++;
  return end > at ? piece('word', text, at, end) : piece('mark', text, at, at + 1);
}

const mayBeginAddress = (text: string, at: number) =>
  /[A-Za-z0-9]/.test(text[at] ?? '') && !/[A-Za-z0-9._@-]/.test(text[at - 1] ?? ' ');

/** Digits, and separators that stand between digits. */
function numberEnd(text: string, from: number): number {
  let end = from;
  while (isDigit(text[end]) || (isSeparator(text[end]) && isDigit(text[end + 1]))) end++;
  return end;
}

const isSeparator = (character: string | undefined) => character === '.' || character === ',' || character === "'";
