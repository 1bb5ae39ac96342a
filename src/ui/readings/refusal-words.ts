import { unreadReasonOf } from '../../core/reading/unread.ts';
import { refusalText } from '../page/refusal-text.ts';
import { readingWords } from '../wording/reading-words.ts';
import type { Voice } from '../wording/voice.ts';

/** What a refusal is about: a message that is no reading, or something else that was asked about readings. */
export function refusalTitle(error: string, voice: Voice): string {
  return unreadReasonOf(error) === null ? voice.words.refused : readingWords(voice).unread;
}

/** Why a message was refused, or something that was asked about readings, in the language of the page. */
export function refusalWords(error: string, voice: Voice): string {
  const reason = unreadReasonOf(error);
  return reason === null ? refusalText(error, voice) : readingWords(voice).refused[reason.code](reason.about[0] ?? '');
}
