import { isIdeograph, isLetter, isSpace } from './character.ts';

/** A folded phrase as the tokenizer would cut it, lower case: each ideograph alone, other letters by words. */
export function piecesOf(phrase: string): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < phrase.length;) {
    let end = at;
    if (!isIdeograph(phrase[at])) while (isLetter(phrase[end])) end++;
    end = Math.max(end, at + 1);
    if (!isSpace(phrase[at])) pieces.push(phrase.slice(at, end).toLowerCase());
    at = end;
  }
  return pieces;
}
