import type { Stamp } from './stamp.ts';

/** The smallest piece of a message. A Han character or a kana is a word of its own. */
export type Token = {
  /** `skip`: an address, a range of hours: nothing to be read. */
  kind: 'word' | 'number' | 'mark' | 'stamp' | 'skip';
  /** As folded; a word in lower case. */
  text: string;
  /** A word in its own case: `Go` is a unit, `go` is not. */
  cased: string;
  /** White space stands before it. */
  isSpaced: boolean;
  stamp?: Stamp;
};
