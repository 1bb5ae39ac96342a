import { isLetter } from './character.ts';
import { fold } from './fold.ts';
import type { Meaning, Vocabulary } from './meaning.ts';
import { piecesOf } from './pieces.ts';
import { CHINESE } from './words-chinese.ts';
import { ENGLISH } from './words-english.ts';
import { BULGARIAN, GERMAN } from './words-germanic-slavic.ts';
import { ITALIAN } from './words-italian.ts';
import { JAPANESE } from './words-japanese.ts';
import { KOREAN } from './words-korean.ts';
import { MALAY, SWAHILI } from './words-malay-swahili.ts';
import { FRENCH, PORTUGUESE, SPANISH } from './words-romance.ts';
import { THAI } from './words-thai.ts';

const VOCABULARIES: Vocabulary[] = [
  CHINESE,
  ENGLISH,
  SPANISH,
  PORTUGUESE,
  FRENCH,
  ITALIAN,
  GERMAN,
  BULGARIAN,
  JAPANESE,
  KOREAN,
  THAI,
  MALAY,
  SWAHILI,
];

const TIME_MEANINGS: Meaning[] = ['asOf', 'until', 'since', 'renewal', 'on', 'to'];

/** A word that some language knows. */
export type Entry = {
  /** More than one where languages, or uses, share a word. */
  meanings: Set<Meaning>;
  /** How many languages with a decimal comma know it, less those with a point. */
  commaVotes: number;
};

type Node = { next: Map<string, Node>; entry: Entry | null };

type Lexicon = { root: Node; timeWords: Map<string, Set<string>> };

let learned: Lexicon | null = null;

/** Built when the first text is read: most starts of the background read none, and need not wait for it. */
const lexicon = (): Lexicon => (learned ??= learnAll());

function learnAll(): Lexicon {
  const all: Lexicon = { root: { next: new Map(), entry: null }, timeWords: new Map() };
  for (const vocabulary of VOCABULARIES) learn(vocabulary, all);
  return all;
}

function learn({ words, decimal }: Vocabulary, { root, timeWords }: Lexicon): void {
  for (const [meaning, phrases] of Object.entries(words) as [Meaning, string][]) {
    for (const phrase of phrases.split(',')) {
      const folded = fold(phrase).toLowerCase().trim();
      const entry = entryOf(root, piecesOf(folded));
      entry.meanings.add(meaning);
      entry.commaVotes += decimal === ',' ? 1 : -1;
      if (!TIME_MEANINGS.includes(meaning)) continue;
      const last = folded.at(-1) as string;
      timeWords.set(last, (timeWords.get(last) ?? new Set()).add(folded));
    }
  }
}

function entryOf(root: Node, pieces: string[]): Entry {
  let node = root;
  for (const piece of pieces) {
    let next = node.next.get(piece);
    if (next === undefined) node.next.set(piece, (next = { next: new Map(), entry: null }));
    node = next;
  }
  return (node.entry ??= { meanings: new Set(), commaVotes: 0 });
}

/** The longest known phrase among `pieces` from `from` on, with how many of them it takes. */
export function lookUp(pieces: readonly { text: string }[], from: number): { entry: Entry; length: number } | null {
  let found: { entry: Entry; length: number } | null = null;
  let node: Node | undefined = lexicon().root;
  for (let length = 1; from + length <= pieces.length; length++) {
    node = node.next.get(pieces[from + length - 1]?.text ?? '');
    if (node === undefined) break;
    if (node.entry !== null) found = { entry: node.entry, length };
  }
  return found;
}

/** Whether the folded text before `at` ends with a word that a date or time belongs to ('until', 截至). */
export function endsWithTimeWord(text: string, at: number): boolean {
  let end = at;
  while (end > 0 && at - end < 4 && ' :.(['.includes(text.charAt(end - 1))) end--;
  const words = lexicon().timeWords.get(text.charAt(end - 1).toLowerCase());
  if (words === undefined) return false;
  const before = text.slice(Math.max(0, end - 32), end).toLowerCase();
  for (const word of words) {
    const start = before.length - word.length;
    if (before.endsWith(word) && !(isLetter(word[0]) && isLetter(before[start - 1]))) return true;
  }
  return false;
}
