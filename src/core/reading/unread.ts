import { createRefusalSentences } from '../refusal-sentences.ts';

const SENTENCES = {
  future: "'{}' lies in the future: no carrier can know what is used by then.",
  noSuchTime: "There is no such time as '{}'.",
  twoShares: 'The message names two different shares of the data.',
  twoFigures: 'The message names two different figures for what is {}.',
  apart: 'It names parts of the data that cannot be put together.',
  dayOnly: "It names a day's data, and the plan does not start anew every day.",
  doubtful: "'{}' can be read in two ways: as a fraction, or as thousands.",
  unclear: 'It names data, but does not say whether that is used or left.',
  totalAlone: 'It names a total, but not what is used or left of it.',
  threshold: 'It says what happens beyond a limit, not what is used or left.',
  offer: 'It is an offer: it does not say what is used or left.',
  money: 'It speaks of money, not of data.',
  minutes: 'It speaks of minutes or messages, not of data.',
  speed: 'It speaks of a speed, not of an amount of data.',
  nothing: 'It names no amount of data.',
  negative: 'It names a negative amount of data.',
  noText: 'There is no text to read.',
  tooLong: 'The text is too long: {} characters, at most {} are read.',
  tooManyNumbers: 'It names {} numbers, more than one message does.',
  tooManyWords: 'It has more than {} words, more than one message does.',
  tooManyAmounts: 'It names {} amounts, more than one message does.',
} as const;

/** Why a carrier's message is no reading, by code. */
export type UnreadCode = keyof typeof SENTENCES;

export const { refuse: unread, reasonOf: unreadReasonOf } = createRefusalSentences(SENTENCES);
