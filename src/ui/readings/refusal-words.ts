import { readingWords } from '../wording/reading-words.ts';
import type { Voice } from '../wording/voice.ts';
import type { ReadingWording } from '../wording/readings/en.ts';

/** How the reader of messages says why it refused one (`src/core/reading`), and the word for it; its group is quoted. */
const SAID: [sentence: RegExp, word: keyof ReadingWording['refused']][] = [
  [/^'(.+)' lies in the future/, 'future'],
  [/^There is no such time as '(.+)'/, 'noSuchTime'],
  [/two different (?:shares|figures)/, 'twoFigures'],
  [/cannot be put together/, 'apart'],
  [/does not say whether that is used or left/, 'unclear'],
  [/^It names a total, but not/, 'totalAlone'],
  [/^It says what happens beyond a limit/, 'threshold'],
  [/^It is an offer/, 'offer'],
  [/^It speaks of money/, 'money'],
  [/^It speaks of minutes or messages/, 'minutes'],
  [/^It speaks of a speed/, 'speed'],
  [/^(?:It names no amount of data|There is no text to read)/, 'nothing'],
  [/^It names a negative amount/, 'negative'],
  [/more than one message does|^The text is too long/, 'tooLong'],
];

/** Why a message was refused, in the language of the page; a reason that is none of the reader's own, as it stands. */
export function refusalWords(reason: string, voice: Voice): string {
  for (const [sentence, word] of SAID) {
    const found = sentence.exec(reason);
    if (found !== null) return readingWords(voice).refused[word](found[1] ?? '');
  }
  return reason;
}
