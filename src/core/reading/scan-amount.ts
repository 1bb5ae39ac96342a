import { isLetter } from './character.ts';
import type { DataAmount } from './data-amount.ts';
import { dataUnitAt } from './data-unit.ts';
import { isGeneration } from './generation.ts';
import type { Item } from './item.ts';
import { lookUp } from './lexicon.ts';
import type { Figure } from './number-text.ts';
import { quantityOf } from './quantity-unit.ts';
import type { Token } from './token.ts';

/** Reads a number as this message writes them; `isLarge`: it counts gigabytes or more. `null`: it is none. */
export type ReadFigure = (text: string, isLarge: boolean) => Figure | null;

/**
 * What the number at token `at` is: an amount of data, a percentage, something else that is counted.
 *
 * @param before the item that came last
 * @param groupsBySpace the language writes `2 635,85`
 * @returns `null` where it is none of them: a telephone number, a code, `5G` the network
 */
export function scanAmount(
  tokens: readonly Token[],
  at: number,
  before: Item | undefined,
  read: ReadFigure,
  groupsBySpace: boolean,
): Item | null {
  const isMoney = quantityOf(tokens, at) === 'money';
  if (isMoney) return { kind: 'quantity', what: 'money', at, end: at + 1 };
  if (isCode(tokens, at, before)) return null;
  const percent = percentAt(tokens, at, before, read);
  if (percent !== null) return percent;
  const grouped = groupsBySpace ? groupedBySpace(tokens, at) : 1;
  const unitAt = at + grouped;
  const unit = dataUnitAt(tokens, unitAt) ?? sharedUnit(tokens, unitAt);
  if (unit === null) {
    const what = quantityOf(tokens, at);
    return what === null ? null : { kind: 'quantity', what, at, end: at + 2 };
  }
  if (isGeneration(tokens, at, before)) return null;
  const end = unitAt + unit.length;
  if (tokens[end]?.text === '/' && /^(s|sec|second|秒|с|сек)$/.test(tokens[end + 1]?.text ?? '')) {
    return { kind: 'quantity', what: 'speed', at, end: end + 2 };
  }
  const text = tokens
    .slice(at, unitAt)
    .map((token) => token.text)
    .join("'");
  const isBare = unit.length === 1 && tokens[unitAt]?.text.length === 1;
  // 3.5 G 币: thousands of something else.
  if (isBare && COINS.has(tokens[end]?.text ?? '')) return { kind: 'quantity', what: 'money', at, end: end + 1 };
  const figure = read(grouped > 1 ? text : (tokens[at]?.text ?? ''), unit.power >= 3);
  if (figure === null) return null;
  const amount: DataAmount = {
    parts: [{ value: figure.value, power: unit.power }],
    step: { value: figure.step, power: unit.power },
    isBinary: unit.isBinary,
  };
  const whole = unit.length === 0 ? { amount, end } : withSmallerParts(tokens, end, amount, read);
  const hasSlash = tokens[whole.end]?.text === '/' && tokens[whole.end + 1]?.kind === 'number';
  const isAfterSlash = tokens[at - 1]?.text === '/';
  const marks = { hasSlash, isAfterSlash, isBare, isNegative: isNegative(tokens, at) };
  return { kind: 'amount', at, end: whole.end, amount: whole.amount, ...marks };
}

const COINS = new Set('币 幣 元 圆 点 豆 钻 金 积 coin coins points point pts credits tokens'.split(' '));

const PERCENT_WORDS = new Set(['percent', 'prozent', 'процента', 'persen', 'peratus', 'pct']);
const PERCENT_PAIRS = new Map([
  ['per', 'cent'],
  ['pour', 'cent'],
  ['por', 'ciento'],
]);

/** `LL10G`: the letters before the digits make them a code, unless they are a word that is known. */
function isCode(tokens: readonly Token[], at: number, before: Item | undefined): boolean {
  const last = tokens[at - 1];
  const isGlued = last?.kind === 'word' && isLetter(last.text[0]) && tokens[at]?.isSpaced === false;
  return (isGlued && before?.end !== at) || last?.text === '#' || last?.text === '*';
}

function percentAt(tokens: readonly Token[], at: number, before: Item | undefined, read: ReadFigure): Item | null {
  const length = percentLength(tokens, at);
  if (length === null) return null;
  const figure = read(tokens[at]?.text ?? '', true);
  if (figure === null || (before?.kind === 'quantity' && before.end === at)) return null;
  return { kind: 'percent', percent: figure.value, at, end: at + 1 + length };
}

/** How many tokens the percent sign behind a number takes; 百分之 stands before it. */
function percentLength(tokens: readonly Token[], at: number): number | null {
  const next = tokens[at + 1]?.text ?? '';
  if (next === '%' || PERCENT_WORDS.has(next)) return 1;
  if (PERCENT_PAIRS.has(next) && PERCENT_PAIRS.get(next) === tokens[at + 2]?.text) return 2;
  if (next === 'パ' && tokens[at + 2]?.text === 'ー' && tokens[at + 3]?.text === 'セ') return 5;
  return tokens[at - 1]?.text === '之' && tokens[at - 2]?.text === '分' && tokens[at - 3]?.text === '百' ? 0 : null;
}

/** `1 024`, `2 635,85`: how many tokens the number takes. */
function groupedBySpace(tokens: readonly Token[], at: number): number {
  const isHead = /^\d{1,3}$/.test(tokens[at]?.text ?? '');
  const next = tokens[at + 1];
  return isHead && next?.kind === 'number' && next.isSpaced && /^\d{3}(,\d{1,2})?$/.test(next.text) ? 2 : 1;
}

/** `3.2/10 GB`, `3.2 of 10 GB`: the first number's unit is the second's. */
function sharedUnit(
  tokens: readonly Token[],
  from: number,
): { power: DataAmount['step']['power']; isBinary: boolean; length: 0 } | null {
  const joint = tokens[from]?.text === '/' ? 1 : ofLength(tokens, from);
  if (joint === 0 || tokens[from + joint]?.kind !== 'number') return null;
  const unit = dataUnitAt(tokens, from + joint + 1);
  return unit === null ? null : { power: unit.power, isBinary: unit.isBinary, length: 0 };
}

function ofLength(tokens: readonly Token[], from: number): number {
  const found = lookUp(tokens, from);
  return found?.entry.meanings.has('of') ? found.length : 0;
}

/** `9G721.29M`, `1 GB 200 MB`: each part in a smaller unit than the one before. */
function withSmallerParts(
  tokens: readonly Token[],
  from: number,
  first: DataAmount,
  read: ReadFigure,
): { amount: DataAmount; end: number } {
  let amount = first;
  let end = from;
  while (tokens[end]?.kind === 'number') {
    const unit = dataUnitAt(tokens, end + 1);
    const figure = unit === null ? null : read(tokens[end]?.text ?? '', false);
    if (unit === null || figure === null || unit.power >= amount.step.power || figure.value >= 1024) break;
    if (amount.step.value < 1) break;
    amount = {
      parts: [...amount.parts, { value: figure.value, power: unit.power }],
      step: { value: figure.step, power: unit.power },
      isBinary: amount.isBinary,
    };
    end += 1 + unit.length;
  }
  return { amount, end };
}

/** A minus sign, and not a dash between a label and its number. */
function isNegative(tokens: readonly Token[], at: number): boolean {
  const sign = tokens[at - 1];
  const before = tokens[at - 2];
  if (sign?.text !== '-' || tokens[at]?.isSpaced !== false) return false;
  if (sign.isSpaced || before === undefined || before.text === ':') return true;
  return before.kind === 'word' && !isLetter(before.text[0]);
}
