import type { Voice } from '../wording/voice.ts';

/** What separates two sentences: a space in English, nothing in Chinese. */
export const sentenceGap = ({ language }: Pick<Voice, 'language'>): string => (language === 'en' ? ' ' : '');
