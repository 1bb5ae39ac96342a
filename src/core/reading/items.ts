import type { Item } from './item.ts';
import { lookUp, type Entry } from './lexicon.ts';
import type { Meaning } from './meaning.ts';
import { ownDecimalMark, readNumber, type DecimalMark } from './number-text.ts';
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
  if (label !== null) return labelItem(tokens, at, label.entry, at + label.length);
  const weight = token.kind === 'mark' ? breakWeight(tokens, at) : null;
  return weight === null ? null : { kind: 'break', weight, at, end: at + 1 };
}

function labelItem(tokens: readonly Token[], at: number, entry: Entry, end: number): Item | null {
  const isTitle = isNotice(tokens, end);
  if (isTitle || (entry.meanings.has('plain') && entry.meanings.size === 1)) {
    return { kind: 'label', meanings: PLAIN, text: '', hasColon: false, at, end };
  }
  const text = tokens
    .slice(at, end)
    .map((token) => token.text)
    .join('');
  const hasColon = tokens[end]?.text === ':' || tokens[end]?.text === '=';
  return { kind: 'label', meanings: entry.meanings, text, hasColon, at, end };
}

/** 余量提醒, 'usage alert': what the message is about, not a figure's name. */
function isNotice(tokens: readonly Token[], from: number): boolean {
  const next = tokens[from]?.text ?? '';
  return NOTICE_WORDS.has(next) || NOTICE_WORDS.has(next + (tokens[from + 1]?.text ?? ''));
}

const PLAIN = new Set<Meaning>(['plain']);
const NOTICE_WORDS = new Set([
  ...['提醒', '提示', '通知', '预警', '警示'],
  ...['alert', 'alerts', 'notification', 'notice', 'reminder', 'warning', 'update'],
]);

function breakWeight(tokens: readonly Token[], at: number): 1 | 2 | 3 | null {
  const text = tokens[at]?.text ?? '';
  if (text === '\n') return 3;
  if ('。!?|'.includes(text)) return 2;
  // Without a space behind it a point belongs to an abbreviation or a name.
  if (text === '.')
    return tokens[at + 1] === undefined || tokens[at + 1]?.isSpaced || tokens[at + 1]?.text === '\n' ? 2 : null;
  return ',;'.includes(text) ? 1 : null;
}

function languageMark(tokens: readonly Token[]): DecimalMark {
  let votes = 0;
  for (let at = 0; at < tokens.length;) {
    const found = lookUp(tokens, at);
    votes += found === null ? 0 : found.entry.commaVotes * found.length;
    at += found?.length ?? 1;
  }
  return votes > 0 ? ',' : '.';
}

/** The decimal mark that the message's own numbers show, where they agree. */
function messageMark(tokens: readonly Token[]): DecimalMark | null {
  const marks = new Set<DecimalMark>();
  for (const { kind, text } of tokens) {
    const mark = kind === 'number' && text.length <= 24 ? ownDecimalMark(text) : null;
    if (mark === '.' || mark === ',') marks.add(mark);
  }
  return marks.size === 1 ? ([...marks][0] as DecimalMark) : null;
}
