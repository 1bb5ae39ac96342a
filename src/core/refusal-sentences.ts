import type { Refusal } from './contract.ts';

/** Reasons by their codes, each with its sentence; `{}` stands for what the sentence names. */
type Sentences = Readonly<Record<string, string>>;

/** What a sentence says: the code of its reason, and the names in it, in order. */
export type Reason<S extends Sentences> = { code: keyof S & string; about: string[] };

/** Makes refusals from a table of sentences, and recognises them again. */
export type RefusalSentences<S extends Sentences> = {
  /** A refusal of that reason. */
  refuse(code: keyof S & string, ...about: string[]): Refusal;
  /** The reason that a sentence gives; `null` where it is none of these. */
  reasonOf(error: string): Reason<S> | null;
};

/**
 * Refusal sentences, written and read by one table. A refusal is `{ error }` and nothing else, since others read it
 * too; a user interface in another language recognises its reason by the sentence. If two fit, the first counts.
 */
export function createRefusalSentences<S extends Sentences>(sentences: S): RefusalSentences<S> {
  let patterns: [code: keyof S & string, pattern: RegExp][] | null = null;
  return {
    refuse: (code, ...about) => {
      let next = 0;
      return { error: sentences[code]!.replace(/\{\}/g, () => about[next++] ?? '') };
    },
    reasonOf: (error) => {
      patterns ??= Object.keys(sentences).map((code) => [code, patternOf(sentences[code]!)]);
      for (const [code, pattern] of patterns) {
        const found = pattern.exec(error);
        if (found !== null) return { code, about: found.slice(1) };
      }
      return null;
    },
  };
}

const patternOf = (sentence: string) =>
  new RegExp(
    `^${sentence
      .split('{}')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('(.*?)')}$`,
    's',
  );
