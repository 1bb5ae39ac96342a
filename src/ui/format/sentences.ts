import type { Voice } from '../wording/voice.ts';
import { sentenceGap } from './sentence-gap.ts';

/** Sentences behind one another. */
export const sentences = (parts: readonly string[], voice: Voice): string =>
  parts.filter((part) => part !== '').join(sentenceGap(voice));
