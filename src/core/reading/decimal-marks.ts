import { lookUp } from './lexicon.ts';
import { ownDecimalMark, type DecimalMark } from './number-text.ts';
import type { Token } from './token.ts';

/** The decimal mark that the message's words speak for. */
export function languageMark(tokens: readonly Token[]): DecimalMark {
  let votes = 0;
  for (let at = 0; at < tokens.length;) {
    const found = lookUp(tokens, at);
    votes += found === null ? 0 : found.entry.commaVotes * found.length;
    at += found?.length ?? 1;
  }
  return votes > 0 ? ',' : '.';
}

/** The decimal mark that the message's own numbers show, where they agree. */
export function messageMark(tokens: readonly Token[]): DecimalMark | null {
  const marks = new Set<DecimalMark>();
  for (const { kind, text } of tokens) {
    const mark = kind === 'number' && text.length <= 24 ? ownDecimalMark(text) : null;
    if (mark === '.' || mark === ',') marks.add(mark);
  }
  return marks.size === 1 ? ([...marks][0] as DecimalMark) : null;
}
