import type { Voice } from '../wording/voice.ts';

/** Sentences behind one another: a space parts them in English, nothing in Chinese. */
export const sentences = (parts: readonly string[], { language }: Voice): string =>
  parts.filter((part) => part !== '').join(language === 'en' ? ' ' : '');
