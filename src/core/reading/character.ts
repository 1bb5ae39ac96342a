/** An ASCII digit; others are converted to these before a message is read. */
export const isDigit = (character: string | undefined): boolean =>
  character !== undefined && character >= '0' && character <= '9';

/** A letter of a script that writes words apart: Latin, Greek, Cyrillic. */
export const isLetter = (character: string | undefined): boolean =>
  character !== undefined &&
  ((character >= 'a' && character <= 'z') ||
    (character >= 'A' && character <= 'Z') ||
    (character >= '\u00aa' && character <= '\u052f' && character !== '\u00d7' && /\p{L}/u.test(character)));

/**
 * A letter of a script that writes words together, or attaches endings to them: Han, kana, Hangul, Thai with its vowel
 * signs.
 */
export const isIdeograph = (character: string | undefined): boolean =>
  character !== undefined &&
  ((character >= '\u0e01' && character <= '\u0e4e' && character !== '\u0e3f') ||
    (character >= '\u3005' && ((character >= '\u4e00' && character <= '\u9fff') || /\p{L}/u.test(character))));

/** What ECMAScript calls white space, but for ends of lines of one byte. */
const WIDE_SPACES = /[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]/;

/** Blanks, tabs and the wide spaces of typesetting and of East Asia; no line’s end. */
export const isSpace = (character: string | undefined): boolean =>
  character === ' ' ||
  character === '\t' ||
  (character !== undefined && character > '~' && character < '\u3001' && WIDE_SPACES.test(character));

/** The first place at or after `from` that is no space, but no more than `most` on. */
export function skipSpaces(text: string, from: number, most = 3): number {
  let at = from;
  while (at - from < most && isSpace(text[at])) at++;
  return at;
}

/** A run of digits: its value, how many they are, and where what follows begins. */
export type Digits = { value: number; length: number; end: number };

/** Up to `most` digits that begin at `from` and end there; `null` where there are none or more. */
export function digitsAt(text: string, from: number, most: number): Digits | null {
  let at = from;
  while (at - from <= most && isDigit(text[at])) at++;
  const length = at - from;
  return length === 0 || length > most ? null : { value: Number(text.slice(from, at)), length, end: at };
}

/** The run of letters that begins at `from`, lower case, at most 16 long. */
export function wordAt(text: string, from: number): string {
  let at = from;
  while (at - from < 16 && isLetter(text[at])) at++;
  return text.slice(from, at).toLowerCase();
}
