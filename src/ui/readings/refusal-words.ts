import { unreadReasonOf } from '../../core/reading/unread.ts';
import { refusalText } from '../page/refusal-text.ts';
import { readingWords } from '../wording/reading-words.ts';
import type { Voice } from '../wording/voice.ts';

/** The title of a refusal: that a message could not be read, or that another action on readings failed. */
export function refusalTitle(error: string, voice: Voice): string {
  return unreadReasonOf(error) === null ? voice.words.refused : readingWords(voice).unread;
}

/** Why a message could not be read or another action on readings failed, in the page's language. */
export function refusalWords(error: string, voice: Voice): string {
  const reason = unreadReasonOf(error);
  return reason === null ? refusalText(error, voice) : readingWords(voice).refused[reason.code](reason.about[0] ?? '');
}
