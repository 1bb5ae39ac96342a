import { isLetter } from './character.ts';
import type { Item } from './item.ts';
import { languageMark, messageMark } from './decimal-marks.ts';
import { lookUp, type Entry } from './lexicon.ts';
import type { Meaning } from './meaning.ts';
import { readNumber } from './number-text.ts';
import { scanAmount } from './scan-amount.ts';
import type { Token } from './token.ts';

/** Turns a message's pieces into what they mean: labels, amounts, dates, and the breaks between clauses. */
export function itemsOf(tokens: readonly Token[]): Item[] {
  const language = languageMark(tokens);
  const mark = messageMark(tokens);
  const read = (text: string, isLarge: boolean) => readNumber(text, mark, language, isLarge);
  const items: Item[] = [];
  for (let at = 0; at < tokens.length;) {
    const item = itemAt(tokens, at, items.at(-1), (before) => scanAmount(tokens, at, before, read, language === ','));
    if (item !== null) items.push(item);
    at = item?.end ?? at + 1;
  }
  return items;
}

function itemAt(
  tokens: readonly Token[],
  at: number,
  before: Item | undefined,
  amountAfter: (before: Item | undefined) => Item | null,
): Item | null {
  const token = tokens[at] as Token;
  if (token.kind === 'number') return amountAfter(before);
  if (token.stamp !== undefined) return { kind: 'stamp', stamp: token.stamp, text: token.text, at, end: at + 1 };
  const label = lookUp(tokens, at);
  if (label !== null) return labelItem(tokens, at, label.entry, at + label.length, before);
  const weight = token.kind === 'mark' ? breakWeight(tokens, at) : null;
  return weight === null ? null : { kind: 'break', weight, at, end: at + 1 };
}

function labelItem(
  tokens: readonly Token[],
  at: number,
  entry: Entry,
  end: number,
  before: Item | undefined,
): Item | null {
  if (
    isNotice(tokens, end) ||
    isOfTime(tokens, at, entry, end, before) ||
    (entry.meanings.has('plain') && entry.meanings.size === 1)
  ) {
    return { kind: 'label', meanings: PLAIN, text: '', hasColon: false, at, end };
  }
  const text = tokens
    .slice(at, end)
    .map((token) => token.text)
    .join('');
  const hasColon = tokens[end]?.text === ':' || tokens[end]?.text === '=';
  return { kind: 'label', meanings: entry.meanings, text, hasColon, at, end };
}

/** '12 days left' is no data; nor is '30-day' a day's. */
function isOfTime(tokens: readonly Token[], at: number, entry: Entry, end: number, before: Item | undefined): boolean {
  if (!isLetter(tokens[at]?.text[0])) return false;
  const isLeft =
    entry.meanings.has('left') && before?.kind === 'quantity' && before.what === 'time' && before.end === at;
  const isSpan = entry.meanings.has('today') && tokens[at - 1]?.text === '-' && tokens[at - 2]?.kind === 'number';
  return isSpan || (isLeft && tokens[end]?.kind !== 'number');
}

/** 余量提醒, 'usage alert': what the message is about, not a figure's name. */
function isNotice(tokens: readonly Token[], from: number): boolean {
  const next = tokens[from]?.text ?? '';
  return NOTICE_WORDS.has(next) || NOTICE_WORDS.has(next + (tokens[from + 1]?.text ?? ''));
}

/** Words of these messages that are cut short with a point, which then ends no sentence. */
const ABBREVIATIONS = new Set([
  'exp',
  'bal',
  'val',
  'approx',
  'incl',
  'inc',
  'inkl',
  'ca',
  'tgl',
  'scad',
  'vol',
  'rem',
]);

const PLAIN = new Set<Meaning>(['plain']);
const NOTICE_WORDS = new Set([
  ...['提醒', '提示', '通知', '预警', '警示', '안내', '알림'],
  ...['alert', 'alerts', 'notification', 'notice', 'reminder', 'warning', 'update'],
]);

function breakWeight(tokens: readonly Token[], at: number): 1 | 2 | 3 | null {
  const text = tokens[at]?.text ?? '';
  if (text === '\n') return 3;
  if ('。!?|'.includes(text)) return 2;
  // Without a space behind it a point belongs to an abbreviation or a name.
  if (text === '.' && !tokens[at]?.isSpaced && ABBREVIATIONS.has(tokens[at - 1]?.text ?? '')) return null;
  if (text === '·' || text === '•') return tokens[at]?.isSpaced && tokens[at + 1]?.isSpaced ? 1 : null;
  if (text === '.')
    return tokens[at + 1] === undefined || tokens[at + 1]?.isSpaced || tokens[at + 1]?.text === '\n' ? 2 : null;
  return ',;'.includes(text) ? 1 : null;
}
