import type { Voice } from '../wording/voice.ts';

/** What parts a sentence from the one before it: a space in English, nothing in Chinese. */
export const sentenceGap = ({ language }: Pick<Voice, 'language'>): string => (language === 'en' ? ' ' : '');
