import { isLabel, type Item } from './item.ts';
import { lookUp } from './lexicon.ts';
import type { Token } from './token.ts';

const NETWORK_WORDS = new Set(
  '网 套 用 专 畅 极 飞 智 信 手 自 高 冰 乐 loyal lte network networks netz plan sim speed unlimited red rede reseau + モ エ 通 回'.split(
    ' ',
  ),
);

/**
 * Whether `5G` at token `at` is the network and not five gigabytes: it is, unless a word that names a figure stands
 * right before it, or one stands right behind, or nothing does.
 */
export function isGeneration(tokens: readonly Token[], at: number, before: Item | undefined): boolean {
  const digit = tokens[at]?.text ?? '';
  if (!/^[2-6]$/.test(digit) || tokens[at + 1]?.text !== 'g' || tokens[at + 1]?.isSpaced) return false;
  const next = tokens[at + 2];
  if (next === undefined || next.kind === 'number') return false;
  if (isPair(tokens, at)) return true;
  if (next.kind === 'mark' && next.text !== '+') return false;
  if (isDirectlyLabelled(tokens, at, before)) {
    const noun = lookUp(tokens, at + 2);
    const behindNoun = noun?.entry.meanings.has('data') ? tokens[at + 2 + noun.length] : undefined;
    // 'Usage of 4G data' has no figure that 4G could be the whole of.
    const isOfNothing =
      noun?.entry.meanings.has('data') &&
      isLabel(before, 'of') &&
      !tokens.slice(Math.max(0, at - 5), at).some(({ kind }) => kind === 'number');
    return NETWORK_WORDS.has(next.text) || behindNoun?.kind === 'number' || isOfNothing === true;
  }
  const label = lookUp(tokens, at + 2)?.entry.meanings;
  const names = ['left', 'used', 'of', 'outOf', 'whole', 'asOf'] as const;
  return label === undefined || label.has('plain') || !names.some((meaning) => label.has(meaning));
}

/** `4G/5G`: neighbours. `2G/5G` may be two of five gigabytes. */
function isPair(tokens: readonly Token[], at: number): boolean {
  const digit = Number(tokens[at]?.text);
  const isFirst =
    tokens[at + 2]?.text === '/' && tokens[at + 3]?.text === String(digit + 1) && tokens[at + 4]?.text === 'g';
  const isSecond =
    tokens[at - 1]?.text === '/' && tokens[at - 2]?.text === 'g' && tokens[at - 3]?.text === String(digit - 1);
  return isFirst || isSecond;
}

const isDirectlyLabelled = (tokens: readonly Token[], at: number, before: Item | undefined): boolean =>
  isLabel(before, 'used', 'left', 'whole', 'usage', 'have', 'reached', 'of') &&
  (before.end === at || (before.end === at - 1 && tokens[at - 1]?.text === ':'));
